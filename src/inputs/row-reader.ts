/**
 * What the readers of text formats share: rows are taken from a window into a batch, the rows' own text stays readable until the next
 * batch, and an error waits until the rows before it have been handed out. What a row looks like is the subclass's business.
 */
import { storageOfColumn } from '../catalog/scaled.js';
import { widths, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { Batch, type BatchColumn } from '../memory/batch.js';
import { abortable } from './abortable.js';
import { ColumnSet } from './column-set.js';
import { jsonOfText } from './json-value.js';
import type { QuickRows, StoreOther } from './quick-rows.js';
import type { Reader, Widening } from './reader.js';
import type { Signal } from './signal.js';
import { Window } from './window.js';
import type { ByteChunks } from './text-source.js';

/** How a row is taken: stored, passed over (a blank line), or not there as a whole. */
export type Taken = 'row' | 'blank' | 'incomplete';

/** How messages call a line. */
export type NameLine = (line: number) => string;

/** What readers of text formats may be told. */
export interface RowOptions {
  /** How messages call a line; `line 3` by default. */
  readonly nameLine?: NameLine | undefined;
  /** An `AbortSignal`: once it is aborted, reading raises 57014, also while bytes are waited for. */
  readonly signal?: Signal | undefined;
}

/** A batch has this many rows, or fewer where they are wide. */
const mostRows = 16 * 1024;
const batchBytes = 8 * 1024 * 1024;
const longestWait = 64;

export abstract class RowReader implements Reader<Batch> {
  protected columns = new ColumnSet([]);
  foreseen: SqlError | undefined;
  /** The columns that were given a wider type on the way, each with the place of the value that needed it. */
  readonly widened: (Widening & { readonly place: string })[] = [];
  protected readonly arena: Arena;
  protected readonly window: Window;
  /** The line on which the text at the window's start begins, from 1. */
  protected line = 1;
  #starts = new Int32Array(0);
  #ends = new Int32Array(0);
  #lines = new Float64Array(0);
  #failure: unknown;
  /** Takes the usual rows of the batch at hand; undefined where none are usual. */
  protected quick: QuickRows | undefined;
  /** How many rows are taken one by one before it is tried to take many again. */
  #wait = 0;
  #nextWait = 1;

  readonly #nameLine: NameLine;

  constructor(arena: Arena, chunks: ByteChunks, { nameLine = (line) => `line ${line}`, signal }: RowOptions) {
    this.arena = arena;
    this.#nameLine = nameLine;
    this.window = new Window(arena, abortable(chunks, signal));
  }

  /** Called before rows are stored in a batch. */
  protected abstract begin(batch: Batch): void;
  /** Stores the row at the window's start as the batch's row and moves `window.start` and `line` beyond it. */
  protected abstract take(batch: Batch, row: number): Taken;
  /** Stores a value of a usual row that is not spelled in the commonest way, as `take` would. */
  protected abstract readonly storeOther: StoreOther;
  abstract text(row: number, column: number): string | null;

  get schema(): readonly BatchColumn[] {
    return this.columns.schema;
  }
  get opaque(): ReadonlyMap<number, string> {
    return this.columns.opaque;
  }
  get alternatives(): ColumnSet['alternatives'] {
    return this.columns.alternatives;
  }
  /** Columns whose types were inferred. */
  get inferred(): readonly number[] {
    return this.columns.inferred;
  }
  /** Columns in which a word was taken for a missing value. */
  get nullWords(): ColumnSet['nullWords'] {
    return this.columns.nullWords;
  }
  /** Columns of texts that could be read as dates. */
  get otherDates(): ColumnSet['otherDates'] {
    return this.columns.otherDates;
  }
  /** Columns of texts that could be read as numbers. */
  get otherNumbers(): ColumnSet['otherNumbers'] {
    return this.columns.otherNumbers;
  }
  setType(column: number, type: TypeName): void {
    this.columns.setType(column, type);
  }

  get widening(): Widening | undefined {
    return this.#failure === undefined ? undefined : this.columns.widening;
  }
  /** See `Reader`. */
  widen(widening: Widening): void {
    this.columns.widen(widening);
    this.#failure = undefined;
    this.widened.push({ ...widening, place: this.#nameLine(this.line) });
  }

  newBatch(columns: readonly number[]): Batch {
    const bytes = columns.reduce(
      (sum, column) => sum + 1 + widths[storageOfColumn(this.schema[column] ?? { type: 'text' })],
      1,
    );
    const rows = Math.max(64, Math.min(mostRows, Math.floor(batchBytes / bytes)));
    return new Batch(this.arena, this.schema, rows, columns);
  }

  /** See `Reader`. */
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
    return this.arena.views.u8.subarray(this.sourceStart(row), this.sourceEnd(row));
  }
  protected sourceStart(row: number): number {
    return this.#starts[row] ?? 0;
  }
  protected sourceEnd(row: number): number {
    return this.#ends[row] ?? 0;
  }
  /** Notes that the row being taken begins after the window's start. */
  protected startsAt(row: number, address: number, line: number): void {
    this.#starts[row] = address;
    this.#lines[row] = line;
  }
  /** The line on which a row of the last batch begins, from 1. */
  lineOf(row: number): number {
    return this.#lines[row] ?? 0;
  }
  located(error: SqlError, row: number): SqlError {
    return this.atLine(error, this.lineOf(row));
  }
  json(row: number, column: number): string {
    return jsonOfText(this.schema[column]?.type ?? 'text', this.text(row, column));
  }

  /** The error with the place in its message: `line 3, column "a": …`. */
  protected atLine(error: SqlError, line: number, where = ''): SqlError {
    return placed(error, this.#nameLine(line) + where);
  }

  /** Lets the input go and gives the memory back. */
  close(): Promise<void> {
    this.quick?.free();
    this.quick = undefined;
    return this.window.close();
  }

  /** Refills the window; an error says on which line the row begins. */
  protected async refill(): Promise<void> {
    try {
      await this.window.refill();
    } catch (error) {
      throw error instanceof SqlError ? this.atLine(error, this.line) : error;
    }
  }

  /** The window's fault, with its line. */
  protected fault(fault: SqlError): SqlError {
    return this.atLine(fault, this.line + newlines(this.arena.views.u8, this.window.start, this.window.end));
  }

  #takeRows(batch: Batch): number {
    const { window } = this;
    let row = 0;
    this.begin(batch);
    try {
      while (row < batch.capacity && window.start < window.end) {
        const many = this.#takeMany(batch, row);
        row += many;
        if (many > 0) continue;
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

  /** Takes rows as long as they are usual, if there is one at the window's start. Where rows are not, it is tried less and less often. */
  #takeMany(batch: Batch, row: number): number {
    if (this.quick === undefined) return 0;
    if (this.#wait > 0) {
      this.#wait--;
      return 0;
    }
    const rows = this.quick.take(this.window, batch, row, this.storeOther);
    this.#nextWait = rows > this.#nextWait ? 1 : Math.min(this.#nextWait * 2, longestWait);
    if (rows === 0) {
      this.#wait = this.#nextWait - 1;
      return 0;
    }
    const { starts, ends, lines } = this.quick.taken;
    this.#starts.set(starts.subarray(0, rows), row);
    this.#ends.set(ends.subarray(0, rows), row);
    for (let n = 0; n < rows; n++) {
      this.#lines[row + n] = this.line;
      this.line += lines[n] ?? 0;
    }
    this.window.start = ends[rows - 1] ?? 0;
    return rows;
  }

  #reserve(rows: number): void {
    if (this.#starts.length >= rows) return;
    this.#starts = new Int32Array(rows);
    this.#ends = new Int32Array(rows);
    this.#lines = new Float64Array(rows);
  }
}

/** The error with a place before its message. */
export const placed = (error: SqlError, place: string): SqlError =>
  new SqlError(error.code, `${place}: ${error.message}`, { hint: error.hint, detail: error.detail });

/** How many lines end between two addresses. */
export function newlines(bytes: Uint8Array, start: number, end: number, lineEnd = 0x0a): number {
  let count = 0;
  for (let at = bytes.indexOf(lineEnd, start); at >= 0 && at < end; at = bytes.indexOf(lineEnd, at + 1)) count++;
  return count;
}
