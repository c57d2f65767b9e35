/** What one call may cost. Time is counted in work, as when compiling, so that the same rows are cancelled, or not, on every machine. */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { limitWork, takeWork } from '../arena/work.js';
import { unitsOfMillisecond } from './compile-budget.js';

export class WorkBudget {
  readonly #arena: Arena;
  readonly #most: number;
  #work = 0;

  /** Without milliseconds there is no limit. */
  constructor(arena: Arena, milliseconds = Infinity) {
    this.#arena = arena;
    this.#most = milliseconds * unitsOfMillisecond;
  }

  /** The next call has all of it. */
  begin(): void {
    this.#work = 0;
  }

  /**
   * Spends the units and runs what takes them; then spends what runtime functions have counted meanwhile. `decompressed` is the most bytes that may be. Raises 57014 before it
   * begins, inside a function that counts, or afterwards, when too much has been done.
   */
  run(units: number, work: () => void, decompressed?: number): void {
    this.#spend(units);
    takeWork(this.#arena);
    limitWork(this.#arena, this.#most - this.#work, decompressed);
    try {
      work();
    } finally {
      limitWork(this.#arena);
      this.#work += takeWork(this.#arena);
    }
    this.#spend(0);
  }

  #spend(units: number): void {
    this.#work += units;
    if (this.#work > this.#most)
      throw new SqlError('57014', 'canceling statement due to statement timeout', {
        hint: `The limit is the work of ${this.#most / unitsOfMillisecond} ms; \`limits.milliseconds\` allows more.`,
      });
  }
}
