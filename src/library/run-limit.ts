/**
 * What one call of `filter` or `select` may cost. Time is counted in work, as when compiling: for each row the words of its program, and what LIKE compares and
 * decompressing makes beyond the first look at a value. So the same rows are cancelled, or not, on every machine.
 */
import { SqlError } from '../error.js';
import type { Batch, Kernel } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import { pageBytes } from '../memory/heap/page-layout.js';
import { mustGoOn, type Signal } from '../inputs/signal.js';
import { limitWork, takeWork } from '../arena/work.js';
import type { Program } from '../program/program.js';
import { unitsOfMillisecond } from './compile-budget.js';

export interface RunOptions {
  /** An `AbortSignal`, asked before each part of the rows; once it is aborted, 57014 is raised. */
  readonly signal?: Signal | undefined;
}

/** No compressed byte stands for more bytes than this (LZ4's is the greatest ratio). */
const mostExpansion = 255;

export class RunLimit {
  readonly #arena: Arena;
  readonly #program: Program;
  readonly #milliseconds: number | undefined;
  readonly #signal: Signal | undefined;
  #work = 0;

  constructor(arena: Arena, program: Program, milliseconds: number | undefined, { signal }: RunOptions = {}) {
    this.#arena = arena;
    this.#program = program;
    this.#milliseconds = milliseconds;
    this.#signal = signal;
  }

  /** Whether there is a signal that has to be asked between parts of the rows. */
  get isWatched(): boolean {
    return this.#signal !== undefined;
  }

  /** Raises 57014 when the signal is aborted. */
  mustGoOn(): void {
    mustGoOn(this.#signal);
  }

  /** Runs the kernel over the batch. Raises 57014 before it begins, or while it decompresses, when too much has been done. */
  run(kernel: Kernel, batch: Batch): void {
    this.mustGoOn();
    if (batch.layout === 'columns') this.#count(batch.rows * this.#program.code.length);
    takeWork(this.#arena);
    limitWork(this.#arena, this.#left(batch));
    try {
      kernel.run(batch);
    } finally {
      limitWork(this.#arena, undefined);
      this.#work += takeWork(this.#arena);
    }
    this.#count(0);
  }

  /** The units that are left for the run. */
  #left(batch: Batch): number | undefined {
    if (this.#milliseconds !== undefined) return this.#milliseconds * unitsOfMillisecond - this.#work;
    // Values of sound pages cannot become more than this; on a damaged one, hundreds of line pointers may lead to one compressed value.
    return batch.layout === 'heap' && batch.toast === 0
      ? batch.pageCapacity * pageBytes * mostExpansion * Math.max(this.#program.columns.length, 1)
      : undefined;
  }

  #count(units: number): void {
    this.#work += units;
    if (this.#milliseconds !== undefined && this.#work > this.#milliseconds * unitsOfMillisecond)
      throw new SqlError('57014', 'canceling statement due to statement timeout', {
        hint: `The limit is the work of ${this.#milliseconds} ms; \`limits.milliseconds\` allows more.`,
      });
  }
}
