/**
 * What one call of `filter` or `select` may cost: for each row the words of its program, and what runtime functions count: decompressing, and what takes more than linear time.
 */
import type { Batch, Kernel } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';
import { pageBytes } from '../memory/heap/page-layout.js';
import { mustGoOn, type Signal } from '../inputs/signal.js';
import type { Program } from '../program/program.js';
import { WorkBudget } from './work-budget.js';

export interface RunOptions {
  /** An `AbortSignal`, asked before each part of the rows; once it is aborted, 57014 is raised. */
  readonly signal?: Signal | undefined;
}

/** No compressed byte stands for more bytes than this (LZ4's is the greatest ratio). */
const mostExpansion = 255;

export class RunLimit {
  readonly #budget: WorkBudget;
  readonly #qual: { readonly program: Program };
  readonly #signal: Signal | undefined;

  /** @param qual has the program that runs over batches, which is asked for when one does. */
  constructor(
    arena: Arena,
    qual: { readonly program: Program },
    milliseconds: number | undefined,
    { signal }: RunOptions = {},
  ) {
    this.#budget = new WorkBudget(arena, milliseconds);
    this.#qual = qual;
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
    this.#budget.run(
      batch.layout === 'columns' ? batch.rows * this.#qual.program.code.length : 0,
      () => {
        kernel.run(batch);
      },
      this.#mostDecompressed(batch),
    );
  }

  /** Values of sound pages cannot become more than this; on a damaged one, hundreds of line pointers may lead to one compressed value. */
  #mostDecompressed(batch: Batch): number | undefined {
    return batch.layout === 'heap' && batch.toast === 0
      ? batch.pageCapacity * pageBytes * mostExpansion * Math.max(this.#qual.program.columns.length, 1)
      : undefined;
  }
}
