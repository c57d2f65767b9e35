/** What an engine is: a program loaded into an arena becomes a kernel, which runs over batches. */
import type { Value } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import type { Batch as ColumnBatch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import type { Program } from '../program/program.js';
import type { History } from './auto/history.js';
import type { Placed } from './placed.js';

/** Rows in either layout. */
export type Batch = ColumnBatch | HeapBatch;

/** How an engine gets from one step to the next: by one indirect jump for all, by one in each opcode's code, or, where steps are compiled, not at all. */
export type Dispatch = 'shared' | 'replicated' | 'none';

export interface Engine {
  readonly name: string;
  readonly dispatch: Dispatch;
  /**
   * Of an interpreter that is one large function of WebAssembly: what the JavaScript engine spends on optimising it, in nanoseconds, once a process and beside the thread that runs, as soon
   * as some thousand steps have run.
   */
  readonly optimising?: number;
  /** Fetches what `load` needs beyond the library itself; awaited before the first `load`. Raises 58P01 when that is not installed. */
  prepare?(): Promise<void>;
  /** Makes the program runnable in the arena. Its frame (slots, constants, parameters) stays there until `free`. */
  load(program: Program, arena: Arena): Kernel;
  /** Of an engine that compiles: whether what it would compile for the program is there already, so that loading it costs next to nothing. */
  has?(program: Program): boolean;
  /** Of an engine that compiles: has it compiled beside the thread that runs; afterwards `has` is true, unless it has been dropped meanwhile. */
  compile?(program: Program): Promise<void>;
}

/** Runs the rows `from` to `to`, in the order of their numbers. */
export type RunRange = (from: number, to: number) => void;

export interface Kernel {
  /** Gives the parameters their values, $1 first. A value that lies in the arena already is not copied: it must stay there as long as the kernel runs with it. */
  setParams(values: readonly (Value | Placed | null)[]): void;
  /**
   * Runs the rows of the batch and leaves a bit for each at `bitmap` (bits beyond the last row are 0): a qual's row is selected, a scalar program's
   * value is not null. Throws the SqlError of the first row that raises one, with its `row`. How many rows a batch of heap pages has is known afterwards.
   */
  run(batch: Batch): void;
  /**
   * The engines of the library have it. Binds a batch of columns and gives what runs parts of it, for those who go on after an error or look at few rows. Bits are where `run` leaves them; those
   * of other rows among the same 64 are lost. An error is thrown as it comes, without its row. Valid until the kernel is used in another way, the batch
   * changes or the memory grows.
   */
  open?(batch: ColumnBatch): RunRange;
  /** The address of the bitmap: valid after `run`, until the next one. */
  readonly bitmap: number;
  /** The address of a scalar program's values, 8 bytes a row. */
  readonly results: number;
  /** Of an engine that chooses among others: what it has chosen. */
  readonly history?: History;
  /** Gives the memory back. */
  free(): void;
}
