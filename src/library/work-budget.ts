/** What one call may cost. Time is counted in work, as when compiling, so that the same rows are cancelled, or not, on every machine. */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { limitWork, takeWork } from '../arena/work.js';
import { unitsOfMillisecond } from './compile-budget.js';

export class WorkBudget {
  readonly #arena: Arena;
  readonly #milliseconds: number | undefined;
  #work = 0;

  /** Without milliseconds there is no limit. */
  constructor(arena: Arena, milliseconds: number | undefined) {
    this.#arena = arena;
    this.#milliseconds = milliseconds;
  }

  /** The next call has all of it. */
  begin(): void {
    this.#work = 0;
  }

  /**
   * Spends the units and runs what takes them; then spends what runtime functions have counted meanwhile. Without a limit `decompressed` is the most bytes that may be, if it is
   * given. Raises 57014 before it begins, inside a function that counts, or afterwards, when too much has been done.
   */
  run(units: number, work: () => void, decompressed?: number): void {
    this.#spend(units);
    takeWork(this.#arena);
    if (this.#milliseconds === undefined) limitWork(this.#arena, undefined, decompressed);
    else limitWork(this.#arena, this.#milliseconds * unitsOfMillisecond - this.#work);
    try {
      work();
    } finally {
      limitWork(this.#arena, undefined);
      this.#work += takeWork(this.#arena);
    }
    this.#spend(0);
  }

  #spend(units: number): void {
    this.#work += units;
    if (this.#milliseconds !== undefined && this.#work > this.#milliseconds * unitsOfMillisecond)
      throw new SqlError('57014', 'canceling statement due to statement timeout', {
        hint: `The limit is the work of ${this.#milliseconds} ms; \`limits.milliseconds\` allows more.`,
      });
  }
}
