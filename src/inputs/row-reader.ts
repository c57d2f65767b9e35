/**
 * What the readers of text formats share: rows are taken from a window into a batch, the rows' own text stays readable until the next
 * batch, and an error waits until the rows before it have been handed out. What a row looks like is the subclass's business.
 */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { Batch, BatchColumn } from '../memory/batch.js';
import { Window } from './window.js';
import type { ByteChunks } from './text-source.js';

/** How a row is taken: stored, passed over (a blank line), or not there as a whole. */
export type Taken = 'row' | 'blank' | 'incomplete';

export abstract class RowReader {
  /** The columns that a batch must have. */
  abstract readonly schema: readonly BatchColumn[];
  protected readonly arena: Arena;
  protected readonly window: Window;
  /** The line on which the text at the window's start begins, from 1. */
  protected line = 1;
  #starts = new Int32Array(0);
  #ends = new Int32Array(0);
  #lines = new Float64Array(0);
  #failure: unknown;

  constructor(arena: Arena, chunks: ByteChunks) {
    this.arena = arena;
    this.window = new Window(arena, chunks);
  }

  /** Called before rows are stored in a batch. */
  protected abstract begin(batch: Batch): void;
  /** Stores the row at the window's start as the batch's row and moves `window.start` and `line` beyond it. */
  protected abstract take(batch: Batch, row: number): Taken;

  /**
   * Fills the batch with the next rows and returns how many there are; 0 at the end. Raises the error of a row once the rows before it have
   * been returned.
   */
  async read(batch: Batch): Promise<number> {
    batch.clear();
    if (this.#failure !== undefined) throw this.#failure;
    this.#reserve(batch.capacity);
    for (;;) {
      const rows = this.#takeRows(batch);
      batch.rows = rows;
      if (rows > 0) return rows;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.window.final) {
        if (this.window.fault !== undefined) throw this.fault(this.window.fault);
        return 0;
      }
      await this.refill();
    }
  }

  /** The bytes of a row of the last batch, with its line end. */
  source(row: number): Uint8Array {
    return this.arena.views.u8.subarray(this.#starts[row] ?? 0, this.#ends[row] ?? 0);
  }
  sourceStart(row: number): number {
    return this.#starts[row] ?? 0;
  }
  sourceEnd(row: number): number {
    return this.#ends[row] ?? 0;
  }
  /** The line on which a row of the last batch begins, from 1. */
  lineOf(row: number): number {
    return this.#lines[row] ?? 0;
  }

  /** Lets the input go and gives the memory back. */
  close(): Promise<void> {
    return this.window.close();
  }

  /** Refills the window; an error says on which line the row begins. */
  protected async refill(): Promise<void> {
    try {
      await this.window.refill();
    } catch (error) {
      throw error instanceof SqlError ? onLine(error, this.line) : error;
    }
  }

  /** The window's fault, with its line. */
  protected fault(fault: SqlError): SqlError {
    return onLine(fault, this.line + newlines(this.arena.views.u8, this.window.start, this.window.end));
  }

  #takeRows(batch: Batch): number {
    const { window } = this;
    let row = 0;
    this.begin(batch);
    try {
      while (row < batch.capacity && window.start < window.end) {
        this.#starts[row] = window.start;
        this.#lines[row] = this.line;
        const taken = this.take(batch, row);
        if (taken === 'incomplete') break;
        this.#ends[row] = window.start;
        if (taken === 'row') row++;
      }
    } catch (error) {
      this.#failure = error;
    }
    return row;
  }

  #reserve(rows: number): void {
    if (this.#starts.length >= rows) return;
    this.#starts = new Int32Array(rows);
    this.#ends = new Int32Array(rows);
    this.#lines = new Float64Array(rows);
  }
}

/** The error with the place in its message: `line 3, column "a": …`. */
export function onLine(error: SqlError, line: number, where = ''): SqlError {
  return new SqlError(error.code, `line ${line}${where}: ${error.message}`, { hint: error.hint, detail: error.detail });
}

/** An error of the data: what a value of an inferred type needs. */
export function adviceOnInference(error: SqlError, name: string, type: TypeName): SqlError {
  return error.with({
    hint: `Column "${name}" was taken for ${type} from the first rows. Give the types with --schema.`,
  });
}

/** How many lines end between two addresses. */
export function newlines(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a, start); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}
