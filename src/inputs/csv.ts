/** CSV: a header row that names the columns, then a record a row; an empty field without quotes is null. */
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import type { Batch, BatchColumn } from '../memory/batch.js';
import { decodeText } from '../functions/text-value.js';
import { columnWriter, type WriteText } from './column-writer.js';
import { CsvFields, escaped, incomplete, malformed, scanRecord, unescaped, unquoted } from './csv-record.js';
import { TypeGuess } from './infer.js';
import { adviceOnInference, newlines, onLine, RowReader, type Taken } from './row-reader.js';
import type { ByteChunks } from './text-source.js';

export interface CsvOptions {
  /** The columns by name, in any order; inferred from the first rows when not given. */
  readonly schema?: readonly BatchColumn[] | undefined;
  /** One ASCII character; a comma unless given. */
  readonly delimiter?: string | undefined;
}

/** How many rows the types are inferred from, at most; they also end with the first window. */
const sampledRows = 10_000;

export class CsvReader extends RowReader {
  /** The file's columns, in the file's order. */
  schema: readonly BatchColumn[] = [];
  /** The types were inferred. */
  readonly inferred: boolean;
  /** The header row as it was written, with its line end. */
  header: Uint8Array = new Uint8Array(0);
  readonly delimiter: number;
  #fields = new CsvFields(256);
  /** The row of the last batch whose fields `#fields` holds, for `writtenField`. */
  #scannedRow = -1;
  #batch: Batch | undefined;
  #writers: readonly WriteText[] = [];
  #views: Views;

  private constructor(arena: Arena, chunks: ByteChunks, { schema, delimiter = ',' }: CsvOptions) {
    super(arena, chunks);
    if (!/^[\t\x20-\x7e]$/.test(delimiter) || /["\r\n]/.test(delimiter)) {
      throw new SqlError('22023', 'the delimiter must be a single one-byte character');
    }
    this.delimiter = delimiter.charCodeAt(0);
    this.inferred = schema === undefined;
    this.#views = arena.views;
  }

  /** Reads the header and settles the types. */
  static async open(arena: Arena, chunks: ByteChunks, options: CsvOptions = {}): Promise<CsvReader> {
    const reader = new CsvReader(arena, chunks, options);
    const names = await reader.#readHeader();
    reader.schema = options.schema === undefined ? await reader.#infer(names) : matched(names, options.schema);
    return reader;
  }

  /** A field of a row of the last batch as it is written there, with its quotes. */
  writtenField(row: number, column: number): Uint8Array {
    const { u8 } = this.arena.views;
    const fields = this.#fields;
    if (this.#scannedRow !== row)
      scanRecord(u8, this.sourceStart(row), this.sourceEnd(row), true, this.delimiter, fields);
    this.#scannedRow = row;
    const quotes = fields.form[column] === unquoted ? 0 : 1;
    return u8.subarray((fields.start[column] ?? 0) - quotes, (fields.end[column] ?? 0) + quotes);
  }

  protected begin(batch: Batch): void {
    this.#scannedRow = -1;
    if (batch !== this.#batch) this.#writers = this.schema.map((_, column) => columnWriter(batch, column));
    this.#batch = batch;
    this.#views = this.arena.views;
  }

  protected take(batch: Batch, row: number): Taken {
    const next = this.#scan();
    if (next === incomplete) return 'incomplete';
    const fields = this.#fields;
    const { window } = this;
    const lines = fields.anyQuoted ? newlines(this.#views.u8, window.start, next) : 1;
    // A blank line is a row only where a row can be one empty field.
    const blank =
      fields.count === 1 && this.schema.length > 1 && fields.form[0] === unquoted && fields.start[0] === fields.end[0];
    if (!blank) this.#store(batch, row);
    window.start = next;
    this.line += lines;
    return blank ? 'blank' : 'row';
  }

  #store(batch: Batch, row: number): void {
    const { start, end, form, count } = this.#fields;
    const { schema } = this;
    for (let column = 0; column < schema.length; column++) {
      if (column >= count) throw this.#error('22P04', `missing data for column "${schema[column]?.name ?? ''}"`);
      const from = start[column] ?? 0;
      const to = end[column] ?? 0;
      try {
        if (form[column] === escaped) this.#storeEscaped(batch, column, row, from, to);
        else if (from === to && form[column] === unquoted) batch.setNull(column, row);
        else this.#writers[column]?.(this.#views, row, from, to - from);
      } catch (error) {
        throw this.#valueError(error, column);
      }
    }
    if (count > schema.length)
      throw this.#error(
        '22P04',
        `extra data after last expected column: ${count} fields, where the header has ${schema.length}`,
      );
  }

  #storeEscaped(batch: Batch, column: number, row: number, from: number, to: number): void {
    const bytes = unescaped(this.#views.u8, from, to);
    if (batch.schema[column]?.type === 'text') {
      batch.setText(column, row, bytes);
      // A long text may have made the memory grow.
      this.#views = this.arena.views;
    } else {
      if (bytes.length > this.arena.scratchEnd - this.arena.scratchStart) throw new SqlError('53200', 'out of memory');
      this.#views.u8.set(bytes, this.arena.scratchStart);
      this.#writers[column]?.(this.#views, row, this.arena.scratchStart, bytes.length);
    }
  }

  /** Scans the record at the window's start into `#fields`. */
  #scan(): number {
    const { window } = this;
    const { u8 } = this.#views;
    const next = scanRecord(
      u8,
      window.start,
      window.end,
      window.final && window.fault === undefined,
      this.delimiter,
      this.#fields,
    );
    if (next !== malformed) return next;
    const { message, hint, address } = this.#fields.problem;
    const line = this.line + newlines(u8, window.start, address);
    throw onLine(new SqlError('22P04', message, { hint }), line);
  }

  async #readHeader(): Promise<string[]> {
    const { window } = this;
    await window.skipByteOrderMark();
    let next = this.#scanHeader();
    while (next === incomplete) {
      if (window.final)
        throw window.fault === undefined
          ? new SqlError('22P04', 'the input is empty: a header row is needed')
          : this.fault(window.fault);
      await this.refill();
      next = this.#scanHeader();
    }
    if (this.#fields.count > this.#fields.capacity) {
      this.#fields = new CsvFields(this.#fields.count);
      this.#scan();
    }
    this.header = this.#views.u8.slice(window.start, next);
    const names = this.#texts().map((text) => text ?? '');
    names.forEach((name, index) => {
      if (name === '') throw this.#error('42601', `column ${index + 1} has no name in the header`);
      if (names.indexOf(name) !== index)
        throw this.#error('42701', `column "${name}" specified more than once in the header`);
    });
    this.line += newlines(this.header, 0, this.header.length);
    window.start = next;
    return names;
  }

  #scanHeader(): number {
    this.#views = this.arena.views;
    return this.window.start < this.window.end ? this.#scan() : incomplete;
  }

  /** The fields just scanned as strings, null where they are. */
  #texts(): (string | null)[] {
    const { start, end, form, count } = this.#fields;
    return Array.from({ length: count }, (_, i) => {
      const [from, to] = [start[i] ?? 0, end[i] ?? 0];
      if (from === to && form[i] === unquoted) return null;
      if (form[i] !== escaped) return decodeText(this.#views.u8, from, to - from);
      const bytes = unescaped(this.#views.u8, from, to);
      return decodeText(bytes, 0, bytes.length);
    });
  }

  /** Types from the records in the first window, which are read again later. */
  async #infer(names: readonly string[]): Promise<BatchColumn[]> {
    const { window } = this;
    await window.fillUp();
    this.#views = this.arena.views;
    const guesses = names.map(() => new TypeGuess(this.arena));
    let at = window.start;
    for (let row = 0; row < sampledRows && at < window.end; row++) {
      at = scanRecord(this.#views.u8, at, window.end, window.final, this.delimiter, this.#fields);
      if (at < 0) break;
      this.#texts().forEach((text, column) => {
        if (text !== null) guesses[column]?.add(text);
      });
    }
    return names.map((name, column) => ({ name, type: guesses[column]?.type ?? 'text', notNull: false }));
  }

  #error(code: string, message: string): SqlError {
    return onLine(new SqlError(code, message), this.line);
  }

  #valueError(error: unknown, column: number): unknown {
    const definition = this.schema[column];
    if (!(error instanceof SqlError) || definition === undefined) return error;
    const placed = onLine(error, this.line, `, column "${definition.name}"`);
    return this.inferred ? adviceOnInference(placed, definition.name, definition.type) : placed;
  }
}

/** The header's columns with their types: each column of the schema once, and no other. */
function matched(names: readonly string[], schema: readonly BatchColumn[]): BatchColumn[] {
  for (const { name } of schema) {
    if (!names.includes(name)) {
      throw new SqlError('42703', `column "${name}" of the schema is not in the header`, {
        hint: `The header has: ${names.join(', ')}.`,
      });
    }
  }
  return names.map((name) => {
    const column = schema.find((candidate) => candidate.name === name);
    if (column === undefined)
      throw new SqlError('42703', `column "${name}" of the header is not in the schema`, {
        hint: `Add it to the schema, for instance as "${name}" text.`,
      });
    return column;
  });
}
