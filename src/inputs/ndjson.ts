/**
 * JSON objects as rows, whose members are the columns: one a line (NDJSON), or one after another or in an array (`layout: 'values'`). A member that
 * is missing is null, one that nobody uses is passed over; numbers are read from their digits, never through a double.
 */
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import type { Batch } from '../memory/batch.js';
import { decodeText, parseValue } from '../functions/text-value.js';
import { ColumnSet, declared, type DeclaredColumn } from './column-set.js';
import { columnWriter, isQuick, writtenValue, type WriteText } from './column-writer.js';
import type { DateStyle } from './date-style.js';
import { JsonCursor, type JsonKind } from './json-cursor.js';
import { JsonKeys } from './json-keys.js';
import { JsonMembers } from './json-members.js';
import { findLine, valueFinder, type FindRecord, type JsonLayout, type JsonRecord } from './json-records.js';
import { prepareModifiers } from './modified-value.js';
import { jsonKinds, nullLength, QuickRows, type QuickColumn, type StoreOther } from './quick-rows.js';
import { newlines, RowReader, type RowOptions, type Taken } from './row-reader.js';
import { numberSpellings, spelled } from './spelling.js';
import type { ByteChunks } from './text-source.js';
import { patience } from './window.js';

export interface NdjsonOptions extends RowOptions {
  /** Members to read; the others are inferred from the first objects. */
  readonly schema?: readonly DeclaredColumn[] | undefined;
  /** How objects follow each other: one a line by default. */
  readonly layout?: JsonLayout | undefined;
  /** How strings are read as dates that ISO does not have, in columns that are declared; as PostgreSQL reads them, the month first, by default. */
  readonly dateStyle?: DateStyle | undefined;
  /** The most objects that types are inferred from, at least 1; 10,000 by default, or those of the first megabyte. */
  readonly sample?: number | undefined;
}

const sampledRows = 10_000;

export class NdjsonReader extends RowReader {
  readonly layout: JsonLayout;
  readonly #cursor = new JsonCursor();
  readonly #find: FindRecord;
  readonly #record: JsonRecord = { start: 0, end: 0, next: 0, blank: false };
  #keys = new JsonKeys([]);
  #batch: Batch | undefined;
  /** What stores a column; undefined where the batch has no room for it. */
  #writers: readonly (WriteText | undefined)[] = [];
  #views: Views;
  /** For each column the last row of the batch that had it. */
  #seen = new Int32Array(0);
  /** The column whose value is being stored, for the message of an error; -1 between values. */
  #current = -1;
  /** Where the values of a row of the last batch lie, by column; -1 where they are missing. */
  #starts = new Int32Array(0);
  #ends = new Int32Array(0);
  #locatedRow = -1;

  private constructor(arena: Arena, chunks: ByteChunks, { layout = 'lines', ...options }: NdjsonOptions) {
    super(arena, chunks, options);
    this.layout = layout;
    this.#find = layout === 'lines' ? findLine : valueFinder();
    this.#views = arena.views;
  }

  /** Settles the columns. */
  static async open(arena: Arena, chunks: ByteChunks, options: NdjsonOptions = {}): Promise<NdjsonReader> {
    const { schema = [], sample = sampledRows } = options;
    const reader = new NdjsonReader(arena, chunks, options);
    const { window } = reader;
    try {
      await window.skipByteOrderMark();
      await window.fillUp(reader.layout === 'lines' ? patience : undefined);
    } catch (error) {
      await reader.close();
      throw error;
    }
    const known = new Set(schema.map(({ name }) => name));
    const inferred = reader.#infer(sample).filter(({ name }) => !known.has(name));
    reader.columns = new ColumnSet([...schema.map(declared), ...inferred], options.dateStyle);
    await prepareModifiers(reader.columns.all);
    const names = reader.schema.map(({ name }) => name);
    reader.#keys = new JsonKeys(names);
    reader.#seen = new Int32Array(names.length);
    reader.#starts = new Int32Array(names.length);
    reader.#ends = new Int32Array(names.length);
    return reader;
  }

  text(row: number, column: number): string | null {
    const json = this.#written(row, column);
    if (json === undefined || json === 'null') return null;
    return json.startsWith('"') ? String(JSON.parse(json)) : json;
  }

  override json(row: number, column: number): string {
    return this.#written(row, column) ?? 'null';
  }

  /** A value as it is written; undefined where it is missing. */
  #written(row: number, column: number): string | undefined {
    if (row !== this.#locatedRow) this.#locate(row);
    const start = this.#starts[column] ?? -1;
    return start < 0 ? undefined : decodeText(this.arena.views.u8, start, (this.#ends[column] ?? 0) - start);
  }

  #locate(row: number): void {
    const { u8 } = this.arena.views;
    const cursor = this.#cursor;
    this.#starts.fill(-1);
    cursor.open(u8, this.sourceStart(row), this.sourceEnd(row));
    cursor.expectObject();
    for (let place = 0; cursor.nextKey(place === 0); place++) {
      const column = this.#column(place);
      const quotes = cursor.value() === 'string' ? 1 : 0;
      if (column < 0) continue;
      this.#starts[column] = cursor.start - quotes;
      this.#ends[column] = cursor.end + quotes;
    }
    this.#locatedRow = row;
  }

  protected begin(batch: Batch): void {
    if (batch !== this.#batch) this.#prepare(batch);
    this.#batch = batch;
    this.#views = this.arena.views;
    this.#seen.fill(-1);
    this.#locatedRow = -1;
  }

  #prepare(batch: Batch): void {
    const writers: (WriteText | undefined)[] = this.schema.map(() => undefined);
    const columns = batch.held.map((column): QuickColumn => {
      const type = this.schema[column]?.type ?? 'text';
      // What has been read as JSON is json as it is written; jsonb is made of it.
      const verbatim = type === 'json';
      const written = { ...this.columns.writtenAs(column, spelled.decimal), verbatim };
      writers[column] = columnWriter(batch, column, written);
      const stored = verbatim ? 'text' : type;
      return { column, word: this.#kinds(column, type), type: stored, quick: () => isQuick(type, written) };
    });
    this.#writers = writers;
    this.quick?.free();
    const names = this.schema.map(({ name }) => name);
    this.quick = this.layout === 'lines' ? QuickRows.json(this.arena, columns, names) : undefined;
  }

  #isRaw(column: number, type: TypeName): boolean {
    return this.opaque.has(column) || rawTypes.has(type);
  }

  #kinds(column: number, type: TypeName): number {
    if (this.#isRaw(column, type)) return jsonKinds.any;
    return type === 'bool' ? jsonKinds.bool : numbers.has(type) ? jsonKinds.number : jsonKinds.string;
  }

  protected readonly storeOther: StoreOther = (column, row, start, length) => {
    const batch = this.#batch;
    const write = this.#writers[column];
    if (batch === undefined || write === undefined) throw new SqlError('XX000', `column ${column} is not asked for`);
    this.#views = this.arena.views;
    if (length === nullLength) {
      batch.setNull(column, row);
      return;
    }
    const escaped = length < nullLength;
    this.#cursor.select(this.#views.u8, start, start + (escaped ? -2 - length : length), escaped);
    const { type } = this.schema[column] ?? { type: 'text' };
    if (this.#isRaw(column, type)) write(this.#views, row, start, length);
    else this.#setKnown(batch, column, row, type, write);
  };

  protected take(batch: Batch, row: number): Taken {
    const { window } = this;
    const record = this.#record;
    const final = window.final && window.fault === undefined;
    if (!this.#find(this.#views.u8, window.start, window.end, final, record)) return 'incomplete';
    const cursor = this.#cursor;
    cursor.open(this.#views.u8, record.start, record.end);
    const blank = record.blank || cursor.peek() < 0;
    // White space before an object may have line ends, where objects are not lines.
    if (record.start > window.start) {
      this.line += newlines(this.#views.u8, window.start, record.start);
      window.start = record.start;
    }
    if (!blank) {
      this.startsAt(row, record.start, this.line);
      this.#store(batch, row);
    }
    this.line += this.layout === 'lines' ? 1 : newlines(this.arena.views.u8, record.start, record.next);
    window.start = record.next;
    return blank ? 'blank' : 'row';
  }

  #store(batch: Batch, row: number): void {
    this.#current = -1;
    try {
      this.#object(batch, row);
    } catch (error) {
      throw this.#placed(error, this.#current);
    }
  }

  #object(batch: Batch, row: number): void {
    const cursor = this.#cursor;
    cursor.expectObject();
    for (let place = 0; cursor.nextKey(place === 0); place++) {
      const column = this.#column(place);
      const kind = cursor.value();
      const write = this.#writers[column];
      if (write === undefined) continue;
      this.#current = column;
      this.#set(batch, column, row, kind, write);
      this.#seen[column] = row;
      this.#current = -1;
    }
    this.#checkEnd();
    for (const column of batch.held) {
      if (this.#seen[column] === row) continue;
      this.#current = column;
      batch.setNull(column, row);
    }
  }

  #checkEnd(): void {
    if (this.#cursor.peek() < 0) return;
    const { code, message } = this.#cursor.error('end of line expected');
    throw new SqlError(code, message, { hint: 'Several objects on a line are read with --from json.' });
  }

  /** The column that the key just read names, or -1. */
  #column(place: number): number {
    const { start, end, escaped } = this.#cursor;
    return escaped ? this.#keys.named(this.#cursor.decoded()) : this.#keys.find(this.#views.u8, start, end, place);
  }

  #set(batch: Batch, column: number, row: number, kind: JsonKind, write: WriteText): void {
    const { start, end } = this.#cursor;
    const type = batch.schema[column]?.type ?? 'text';
    const raw = this.#isRaw(column, type);
    if (kind === 'null') batch.setNull(column, row);
    else if (raw) {
      const quotes = kind === 'string' ? 1 : 0;
      write(this.#views, row, start - quotes, end - start + 2 * quotes);
    } else if (!fits(type, kind)) this.#setOther(batch, column, row, type, kind);
    else this.#setKnown(batch, column, row, type, write);
  }

  /** Stores the value at the cursor, which is of the kind that the type is written as. */
  #setKnown(batch: Batch, column: number, row: number, type: TypeName, write: WriteText): void {
    const { start, end, escaped } = this.#cursor;
    if (escaped && type !== 'bool' && !numbers.has(type)) {
      batch.set(column, row, writtenValue(this.arena, type, this.#cursor.decoded(), this.columns.writtenAs(column)));
      // A long text may have made the memory grow.
      this.#views = this.arena.views;
      this.#cursor.moveTo(this.#views.u8);
    } else if (!write(this.#views, row, start, end - start)) this.#setNumber(batch, column, row, start, end);
  }

  /** A number that is spelled in another way than the column's numbers are. In JSON `4E3` is a number and nothing else. */
  #setNumber(batch: Batch, column: number, row: number, start: number, end: number): void {
    const { u8 } = this.#views;
    const text = decodeText(u8, start, end - start);
    const { type, spelling } = this.columns.all[column] ?? {};
    const mask = numberSpellings(u8, start, end);
    if (type === 'numeric') batch.set(column, row, parseValue(this.arena, type, text));
    else if (spelling === spelled.float && (mask & spelled.float) !== 0) batch.set(column, row, Number(text));
    else throw this.columns.misspelled(column, text, mask);
    this.columns.saw(column, mask);
  }

  /** JSON has no other way to write a float that is not finite than a string. */
  #setOther(batch: Batch, column: number, row: number, type: TypeName, kind: JsonKind): void {
    const text = kind === 'string' ? this.#cursor.decoded() : '';
    if (numbers.has(type) && /^(NaN|-?Infinity)$/.test(text))
      batch.set(column, row, parseValue(this.arena, type, text));
    else {
      const { start, end } = this.#cursor;
      const shown = decodeText(this.#views.u8, start, Math.min(end - start, 40)).replace(/\ufffd.*$/u, '');
      const found = kind === 'true' || kind === 'false' ? 'boolean' : kind;
      throw new SqlError('22P02', `a JSON ${found} where ${types[type].sqlName} is expected: ${shown}`);
    }
  }

  #placed(error: unknown, column: number): unknown {
    if (!(error instanceof SqlError)) return error;
    const name = this.schema[column]?.name;
    return this.atLine(error, this.line, name === undefined ? '' : `, key "${name}"`);
  }

  /** The columns of the first objects. What is wrong with one ends the look; its error is raised when it is read. */
  #infer(sampled: number): JsonMembers['columns'] {
    const { window, arena } = this;
    const { end } = window;
    const members = new JsonMembers(arena);
    const lines = this.layout === 'lines';
    const find = lines ? findLine : valueFinder();
    const record: JsonRecord = { start: 0, end: 0, next: 0, blank: false };
    const final = window.final && window.fault === undefined;
    let line = this.line;
    try {
      for (let at = window.start, rows = 0; at < end && rows < sampled; at = record.next) {
        const many = lines ? members.addLines(at, end, sampled - rows) : 0;
        if (many > 0) {
          line += many;
          rows += many;
          record.next = members.next;
          continue;
        }
        const { u8 } = arena.views;
        if (!find(u8, at, end, final, record)) break;
        line += newlines(u8, at, record.start);
        this.#cursor.open(u8, record.start, record.end);
        if (!record.blank && this.#cursor.peek() >= 0) {
          members.add(this.#cursor, u8);
          this.#checkEnd();
          rows++;
        }
        line += newlines(u8, record.start, record.next);
      }
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      this.foreseen = this.atLine(error, line);
    } finally {
      members.close();
    }
    return members.columns;
  }
}

/** The types that are JSON numbers, and those that hold JSON itself. */
const numbers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);
const rawTypes: ReadonlySet<string> = new Set(['json', 'jsonb']);

/** Whether a value of the kind is what the type is written as; every type but these is written as a string. */
function fits(type: TypeName, kind: JsonKind): boolean {
  if (type === 'bool') return kind === 'true' || kind === 'false';
  return kind === (numbers.has(type) ? 'number' : 'string');
}
