/**
 * Reads runs of columns into batches. A column that the predicate uses is stored as a whole, one that is only printed row by row for the rows that were
 * selected, and a run about which the statistics say enough is not read at all.
 */
import { storageOfColumn } from '../../catalog/scaled.js';
import { types, widths, type TypeName } from '../../catalog/types.js';
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { loadFamily } from '../../functions/registry.js';
import { formatValue } from '../../functions/text-value.js';
import { Batch, type BatchColumn } from '../../memory/batch.js';
import { jsonOfText } from '../json-value.js';
import type { Reader } from '../reader.js';
import type { ColumnCursor, ColumnRun, Decide, RunSource, SourceColumn, ValueCondition } from './column-run.js';
import { placeOf, widthOf } from './store.js';
import { wantedOf, type WantedRun } from './wanted-run.js';

/** A batch has this many rows, or fewer where they are wide: it stays in the processor's cache between being filled and being asked. */
const mostRows = 64 * 1024;
const batchBytes = 2 * 1024 * 1024;

/** A cursor and the row of the run before which it is. */
interface Position {
  readonly cursor: ColumnCursor;
  row: number;
}

export class ColumnarReader implements Reader<Batch> {
  readonly schema: readonly SourceColumn[];
  readonly opaque: ReadonlyMap<number, string>;
  readonly numbered: ReadonlySet<number>;
  /** The types are those of the input. */
  readonly foreseen = undefined;
  readonly #arena: Arena;
  readonly #source: RunSource;
  #decide: Decide | undefined;
  #kept: readonly number[] = [];
  #conditions: readonly ValueCondition[] = [];
  #spared: readonly number[] = [];
  #answered = false;
  #run: ColumnRun | undefined;
  /** The runs that come after it, as far as they are known. */
  #wanted: WantedRun[] = [];
  #decided = false;
  /** The run's columns that are read, and those that are printed. */
  #read = new Map<number, Position>();
  #printed = new Map<number, Position>();
  /** The first row of the run that comes into the next batch, and that of the last one. */
  #next = 0;
  #first = 0;
  #batch: Batch | undefined;
  /** The columns that are printed, at the rows of the last batch. */
  #copies: Batch | undefined;
  #failure: SqlError | undefined;

  constructor(arena: Arena, source: RunSource) {
    this.#arena = arena;
    this.#source = source;
    this.schema = source.columns;
    this.opaque = new Map(
      source.columns.flatMap(({ opaque }, column) => (opaque === undefined ? [] : [[column, opaque] as const])),
    );
    this.numbered = new Set(source.columns.flatMap(({ numbered }, column) => (numbered === true ? [column] : [])));
  }

  get answered(): boolean {
    return this.#answered;
  }

  ask(conditions: readonly ValueCondition[], spared: readonly number[]): void {
    this.#conditions = conditions;
    this.#spared = spared;
  }

  /** Whether the last rows were read without the predicate's columns. */
  get decided(): boolean {
    return this.#decided;
  }

  prune(decide: Decide, columns: readonly number[]): void {
    this.#decide = decide;
    this.#kept = columns;
  }

  newBatch(columns: readonly number[]): Batch {
    const bytes = columns.reduce((sum, column) => sum + 1 + widths[storageOfColumn(this.#column(column))], 1);
    const rows = Math.max(64, Math.min(mostRows, Math.floor(batchBytes / bytes)));
    const width = this.schema.length;
    const schema = [...this.schema, ...this.#conditions.map(() => conditionColumn)];
    return new Batch(this.#arena, schema, rows, [...columns, ...this.#conditions.map((_, n) => width + n)]);
  }

  /** See `Reader`. What is wrong with the input raises XX001, what cannot be read 0A000. */
  async read(batch: Batch): Promise<number> {
    batch.clear();
    if (this.#failure !== undefined) throw this.#failure;
    while (this.#run === undefined || this.#next >= this.#run.rows) if (!(await this.#nextRun(batch))) return 0;
    this.#first = this.#next;
    this.#batch = batch;
    const rows = this.#fill(batch, Math.min(batch.capacity, this.#run.rows - this.#next));
    batch.rows = rows;
    this.#next += rows;
    if (rows === 0 && this.#failure !== undefined) throw this.#failure;
    return rows;
  }

  located(error: SqlError, row: number): SqlError {
    const { name, firstRow = 0 } = this.#run ?? {};
    const place = `row ${firstRow + this.#first + row}`;
    const located = new SqlError(error.code, `${name === undefined ? '' : `${name}, `}${place}: ${error.message}`, {
      hint: error.hint,
      detail: error.detail,
      row,
    });
    return located;
  }

  async load(columns: readonly number[], rows: Uint32Array): Promise<void> {
    const missing = [...new Set(columns)].filter((column) => !this.#isHeld(column));
    await this.#prepare(missing);
    const copies = this.#copiesOf(missing);
    const run = this.#run;
    if (copies === undefined || run === undefined) return;
    await this.#openCursors(run, missing, this.#printed);
    for (const column of missing) clearColumn(copies, column);
    for (const column of missing) {
      const position = this.#printed.get(column);
      if (position === undefined) throw new SqlError('XX000', `column ${column} was not opened`);
      try {
        this.#gather(copies, column, position, rows);
      } catch (error) {
        if (!(error instanceof SqlError) || error.row === undefined) throw error;
        // Cursors cannot go back: the rows before the error are read anew.
        for (const { cursor } of this.#printed.values()) cursor.free();
        this.#printed.clear();
        throw this.#inColumn(error, column);
      }
    }
    copies.rows = copies.capacity;
  }

  /** Undefined: a row is no text. */
  source(): undefined {
    return undefined;
  }

  text(row: number, column: number): string | null {
    const held = this.#isHeld(column) ? this.#batch : this.#copies;
    const value = held?.get(column, row) ?? null;
    return value === null ? null : formatValue(this.#arena, this.#column(column).type, value);
  }

  json(row: number, column: number): string {
    return jsonOfText(this.#column(column).type, this.text(row, column));
  }

  async close(): Promise<void> {
    this.#endRun();
    this.#copies?.free();
    await this.#source.close();
  }

  #column(column: number): SourceColumn {
    const found = this.schema[column];
    if (found === undefined) throw new SqlError('42703', `there is no column ${column}`);
    return found;
  }

  /** Has the last batch the column's values? */
  #isHeld(column: number): boolean {
    if (this.#answered && this.#spared.includes(column)) return false;
    return (this.#decided ? this.#kept : (this.#batch?.held ?? [])).includes(column);
  }

  /** Goes on to the next run of which something is wanted; false at the end. */
  async #nextRun(batch: Batch): Promise<boolean> {
    this.#endRun();
    const used = batch.held.filter((column) => column < this.schema.length);
    for (;;) {
      const wanted = this.#wanted.shift();
      if (wanted === undefined) {
        const run = await this.#source.next();
        if (run === undefined) return false;
        this.#wanted = await wantedOf(run, this.#decide, used);
        continue;
      }
      this.#run = wanted.run;
      this.#decided = wanted.all;
      const columns = this.#decided ? this.#kept : used;
      await this.#prepare(columns);
      await this.#openCursors(wanted.run, columns, this.#read);
      return true;
    }
  }

  #endRun(): void {
    for (const { cursor } of [...this.#read.values(), ...this.#printed.values()]) cursor.free();
    this.#read.clear();
    this.#printed.clear();
    this.#run = undefined;
    this.#next = 0;
  }

  /** Loads what computes with the columns' types. Raises 0A000 for a column that cannot be read. */
  async #prepare(columns: readonly number[]): Promise<void> {
    for (const column of columns) {
      const { name, opaque } = this.#column(column);
      if (opaque !== undefined)
        throw new SqlError('0A000', `column "${name}" cannot be read: ${opaque}`, {
          hint: 'Name the columns that are wanted: --select, or the columns of the writer.',
        });
    }
    const families = new Set(
      columns.flatMap((column) => {
        const { family, element } = types[this.#column(column).type];
        return element === undefined ? [family] : [family, types[element as TypeName].family];
      }),
    );
    families.delete('core');
    for (const family of families) await loadFamily(family);
  }

  async #openCursors(run: ColumnRun, columns: readonly number[], into: Map<number, Position>): Promise<void> {
    const wanted = columns.filter((column) => !into.has(column));
    if (wanted.length === 0) return;
    const cursors = await run.open(wanted);
    wanted.forEach((column, index) => {
      const cursor = cursors[index];
      if (cursor !== undefined) into.set(column, { cursor, row: 0 });
    });
  }

  /** Stores the next rows of all columns that are read, and says how many come before the first that is wrong. */
  #fill(batch: Batch, wanted: number): number {
    let rows = wanted;
    this.#answered = this.#answer(batch, wanted);
    for (const [column, position] of this.#read) {
      if (this.#answered && this.#spared.includes(column)) {
        position.cursor.skip(wanted);
        position.row += wanted;
        continue;
      }
      clearColumn(batch, column);
      try {
        position.cursor.fill(batch, column, 0, wanted);
        position.row += wanted;
      } catch (error) {
        if (!(error instanceof SqlError) || error.row === undefined) throw error;
        if (error.row >= rows) continue;
        rows = error.row;
        this.#failure = this.located(this.#inColumn(error, column), error.row);
      }
    }
    return rows;
  }

  /** Stores what the conditions are for the next rows; false where the rows must be looked at themselves. */
  #answer(batch: Batch, rows: number): boolean {
    if (this.#decided || this.#conditions.length === 0) return false;
    return this.#conditions.every((condition, n) => {
      const column = this.schema.length + n;
      clearColumn(batch, column);
      return this.#read.get(condition.column)?.cursor.answer?.(condition, batch, column, rows) === true;
    });
  }

  /** Stores these rows of the last batch, which are ascending, in runs of neighbours. */
  #gather(copies: Batch, column: number, position: Position, rows: Uint32Array): void {
    for (let i = 0; i < rows.length; ) {
      const row = rows[i] ?? 0;
      let count = 1;
      while (rows[i + count] === row + count) count++;
      const before = this.#first + row - position.row;
      if (before < 0) throw new SqlError('XX000', 'a cursor is behind the rows that are asked for');
      position.cursor.skip(before);
      position.cursor.fill(copies, column, row, count);
      position.row = this.#first + row + count;
      i += count;
    }
  }

  #copiesOf(columns: readonly number[]): Batch | undefined {
    if (columns.length === 0 || this.#batch === undefined) return undefined;
    const { capacity } = this.#batch;
    const fits =
      this.#copies !== undefined &&
      this.#copies.capacity === capacity &&
      columns.every((column) => this.#copies?.held.includes(column));
    if (!fits) {
      const held = [...new Set([...columns, ...(this.#copies?.held ?? [])])].sort((a, b) => a - b);
      this.#copies?.free();
      this.#copies = new Batch(this.#arena, this.schema, capacity, held);
    }
    this.#copies?.clear();
    return this.#copies;
  }

  #inColumn(error: SqlError, column: number): SqlError {
    return new SqlError(error.code, `column "${this.#column(column).name}": ${error.message}`, {
      hint: error.hint,
      detail: error.detail,
      row: error.row,
    });
  }
}

const conditionColumn: BatchColumn = { name: 'condition', type: 'bool', notNull: false };

/** Makes all rows null, and those of a bool false. */
function clearColumn(batch: Batch, column: number): void {
  const { values, validity } = placeOf(batch, column);
  const { u8 } = batch.arena.views;
  const bytes = batch.capacity >> 3;
  u8.fill(0, validity, validity + bytes);
  if (widthOf(batch, column) === 0) u8.fill(0, values, values + bytes);
}
