/**
 * NDJSON: a JSON object a line, whose members are the columns. A member that is missing is null, one that the schema does not name is passed over;
 * numbers are read from their digits, never through a double.
 */
import type { TypeName } from '../catalog/types.js';
import { types } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import type { Batch, BatchColumn } from '../memory/batch.js';
import { decodeText, parseValue } from '../functions/text-value.js';
import { columnWriter, type WriteText } from './column-writer.js';
import { JsonCursor, type JsonKind } from './json-cursor.js';
import { inferMembers, type InferredMembers } from './ndjson-infer.js';
import { adviceOnInference, onLine, RowReader, type Taken } from './row-reader.js';
import type { ByteChunks } from './text-source.js';

const lineFeed = 0x0a;

export interface NdjsonOptions {
  /** The members to read; inferred from the first lines when not given. */
  readonly schema?: readonly BatchColumn[] | undefined;
}

export class NdjsonReader extends RowReader {
  schema: readonly BatchColumn[];
  readonly inferred: boolean;
  /** Members that no column could be made of, with the reason. */
  leftOut: InferredMembers['leftOut'] = [];
  readonly #cursor = new JsonCursor();
  #keys: readonly Uint8Array[] = [];
  #batch: Batch | undefined;
  #writers: readonly WriteText[] = [];
  #views: Views;
  /** For each column the last row of the batch that had it. */
  #seen = new Int32Array(0);
  /** The column whose value is being stored, for the message of an error; -1 between values. */
  #current = -1;

  private constructor(arena: Arena, chunks: ByteChunks, schema: readonly BatchColumn[] | undefined) {
    super(arena, chunks);
    this.schema = schema ?? [];
    this.inferred = schema === undefined;
    this.#views = arena.views;
  }

  /** Settles the columns. */
  static async open(arena: Arena, chunks: ByteChunks, { schema }: NdjsonOptions = {}): Promise<NdjsonReader> {
    const reader = new NdjsonReader(arena, chunks, schema);
    const { window } = reader;
    await window.skipByteOrderMark();
    if (schema === undefined) {
      await window.fillUp();
      ({ columns: reader.schema, leftOut: reader.leftOut } = inferMembers(
        arena,
        window.start,
        window.end,
        window.final,
      ));
    }
    reader.#keys = reader.schema.map(({ name }) => new TextEncoder().encode(name));
    reader.#seen = new Int32Array(reader.schema.length);
    return reader;
  }

  /** Where each column's value lies in a row of the last batch, as it is written there; null where it is missing. */
  valuesOf(row: number): (readonly [start: number, end: number] | null)[] {
    const found: (readonly [number, number] | null)[] = this.schema.map(() => null);
    const cursor = this.#cursor;
    cursor.open(this.arena.views.u8, this.sourceStart(row), this.sourceEnd(row));
    this.#views = this.arena.views;
    cursor.expect('{');
    for (let first = true; cursor.nextKey(first); first = false) {
      const column = this.#column(0);
      const quotes = cursor.value() === 'string' ? 1 : 0;
      if (column >= 0) found[column] = [cursor.start - quotes, cursor.end + quotes];
    }
    return found;
  }

  protected begin(batch: Batch): void {
    if (batch !== this.#batch) this.#writers = this.schema.map((_, column) => columnWriter(batch, column));
    this.#batch = batch;
    this.#views = this.arena.views;
    this.#seen.fill(-1);
  }

  protected take(batch: Batch, row: number): Taken {
    const { window } = this;
    const found = this.#views.u8.indexOf(lineFeed, window.start);
    const whole = found >= 0 && found < window.end;
    if (!whole && (!window.final || window.fault !== undefined)) return 'incomplete';
    const end = whole ? found : window.end;
    const cursor = this.#cursor;
    cursor.open(this.#views.u8, window.start, end);
    const blank = cursor.peek() < 0;
    if (!blank) this.#store(batch, row);
    window.start = whole ? end + 1 : end;
    this.line++;
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
    if (cursor.peek() !== 0x7b) {
      cursor.value();
      throw new SqlError('22P02', 'a JSON object is expected');
    }
    cursor.expect('{');
    let expected = 0;
    for (let first = true; cursor.nextKey(first); first = false) {
      const column = this.#column(expected);
      const kind = cursor.value();
      if (column < 0) continue;
      this.#current = column;
      this.#set(batch, column, row, kind);
      this.#seen[column] = row;
      expected = column + 1;
      this.#current = -1;
    }
    if (cursor.peek() >= 0) throw cursor.error('end of line expected');
    for (let column = 0; column < this.#seen.length; column++) {
      if (this.#seen[column] === row) continue;
      this.#current = column;
      batch.setNull(column, row);
    }
  }

  /** The column that the key just read names, or -1; most likely the expected one. */
  #column(expected: number): number {
    const { start, end, escaped } = this.#cursor;
    if (escaped) {
      const name = this.#cursor.decoded();
      return this.schema.findIndex((column) => column.name === name);
    }
    if (this.#keyIs(expected, start, end)) return expected;
    for (let column = 0; column < this.#keys.length; column++) if (this.#keyIs(column, start, end)) return column;
    return -1;
  }

  #keyIs(column: number, start: number, end: number): boolean {
    const key = this.#keys[column];
    if (key?.length !== end - start) return false;
    for (let i = 0; i < key.length; i++) if (key[i] !== this.#views.u8[start + i]) return false;
    return true;
  }

  #set(batch: Batch, column: number, row: number, kind: JsonKind): void {
    const { start, end, escaped } = this.#cursor;
    const type = batch.schema[column]?.type ?? 'text';
    if (kind === 'null') batch.setNull(column, row);
    else if (!fits(type, kind)) this.#setOther(batch, column, row, type, kind);
    else if (kind === 'string' && escaped) {
      batch.set(column, row, parseValue(this.arena, type, this.#cursor.decoded()));
      // A long text may have made the memory grow.
      this.#views = this.arena.views;
      this.#cursor.moveTo(this.#views.u8);
    } else this.#writers[column]?.(this.#views, row, start, end - start);
  }

  /** JSON has no other way to write a float that is not finite than a string. */
  #setOther(batch: Batch, column: number, row: number, type: TypeName, kind: JsonKind): void {
    const text = kind === 'string' ? this.#cursor.decoded() : '';
    if ((type === 'float4' || type === 'float8') && /^(NaN|-?Infinity)$/.test(text))
      batch.set(column, row, Number(text));
    else {
      const { start, end } = this.#cursor;
      const shown = decodeText(this.#views.u8, start, Math.min(end - start, 40)).replace(/\ufffd.*$/u, '');
      throw new SqlError(
        '22P02',
        `a JSON ${kind === 'true' || kind === 'false' ? 'boolean' : kind} where ${types[type].sqlName} is expected: ${shown}`,
      );
    }
  }

  #placed(error: unknown, column: number): unknown {
    if (!(error instanceof SqlError)) return error;
    const definition = this.schema[column];
    if (definition === undefined) return onLine(error, this.line);
    const placed = onLine(error, this.line, `, key "${definition.name}"`);
    return this.inferred ? adviceOnInference(placed, definition.name, definition.type) : placed;
  }
}

/** Whether a value of the kind is what the type is written as. */
function fits(type: TypeName, kind: JsonKind): boolean {
  switch (type) {
    case 'bool':
      return kind === 'true' || kind === 'false';
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'float8':
      return kind === 'number';
    case 'numeric':
      return kind === 'number' || kind === 'string';
    default:
      return kind === 'string';
  }
}
