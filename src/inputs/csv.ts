/** CSV: a header row that names the columns, then a record a row; an empty field without quotes is null. */
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import type { Batch } from '../memory/batch.js';
import { decodeText } from '../functions/text-value.js';
import { ColumnSet } from './column-set.js';
import { columnWriter, isQuick, type WriteText } from './column-writer.js';
import type { Dialect } from './csv-dialect.js';
import { csvColumns } from './csv-columns.js';
import type { CsvOptions } from './csv-options.js';
import { raggedRecord } from './csv-ragged.js';
import { numberedNames, uniqueNames, type HeaderNames } from './csv-header.js';
import {
  CsvFields,
  escaped,
  incomplete,
  isBlankLine,
  malformed,
  scanRecord,
  unescaped,
  unquoted,
} from './csv-record.js';
import { dialectOf } from './csv-sniffer.js';
import { prepareModifiers } from './modified-value.js';
import { isUsualNull, NullWords } from './null-words.js';
import { nullLength, QuickRows, type QuickColumn, type StoreOther } from './quick-rows.js';
import { newlines, RowReader, type Taken } from './row-reader.js';
import { SpecialBytes } from './special-bytes.js';
import { patience } from './window.js';
import { spellingOf } from './spelling.js';
import type { ByteChunks } from './text-source.js';

const lineFeed = 0x0a;

export class CsvReader extends RowReader {
  /** The header row as it was written, with its line end; empty where there is none. */
  header: Uint8Array = new Uint8Array(0);
  /** Names that were made up, and how many rows were padded or cut with `ragged: 'pad'`. */
  readonly findings: { made: HeaderNames['made']; padded: number } = { made: [], padded: 0 };
  readonly #options: CsvOptions;
  #dialect: Dialect | undefined;
  readonly #nulls: NullWords | undefined;
  #fields = new CsvFields(256);
  /** The row of the last batch whose fields `#fields` holds. */
  #scannedRow = -1;
  #batch: Batch | undefined;
  #specials: SpecialBytes | undefined;
  /** What stores the fields that the batch has room for, by their places. */
  #writers: readonly (WriteText | undefined)[] = [];
  #views: Views;

  private constructor(arena: Arena, chunks: ByteChunks, options: CsvOptions) {
    super(arena, chunks, options);
    this.#options = options;
    this.#nulls = options.nulls === undefined ? undefined : new NullWords(options.nulls);
    this.#views = arena.views;
  }

  /** Finds the dialect, reads the header and settles the types. Raises 22023 for options that cannot be, 42703, 22P04 and 22021. */
  static async open(arena: Arena, chunks: ByteChunks, options: CsvOptions = {}): Promise<CsvReader> {
    const reader = new CsvReader(arena, chunks, options);
    try {
      await reader.#begin();
    } catch (error) {
      await reader.close();
      throw error;
    }
    return reader;
  }

  get dialect(): Dialect {
    if (this.#dialect === undefined) throw new SqlError('XX000', 'the dialect is not known yet');
    return this.#dialect;
  }
  get delimiter(): number {
    return this.dialect.delimiter;
  }

  /** A field of a row of the last batch as it is written there, with its quotes. */
  writtenField(row: number, column: number): Uint8Array {
    const { u8 } = this.arena.views;
    const fields = this.#fieldsOf(row);
    if (column >= fields.count) return u8.subarray(0, 0);
    const quotes = fields.form[column] === unquoted ? 0 : 1;
    return u8.subarray((fields.start[column] ?? 0) - quotes, (fields.end[column] ?? 0) + quotes);
  }

  text(row: number, column: number): string | null {
    const fields = this.#fieldsOf(row);
    if (column >= fields.count || this.#isNull(column)) return null;
    const { inferred = false, spelling = 0 } = this.columns.all[column] ?? {};
    const [from, to] = [fields.start[column] ?? 0, fields.end[column] ?? 0];
    const { u8 } = this.arena.views;
    if (inferred && spelling !== 0 && this.#nulls === undefined && isUsualNull(u8, from, to)) return null;
    return this.#text(column);
  }

  override async close(): Promise<void> {
    this.#specials?.free();
    this.#specials = undefined;
    await super.close();
  }

  protected begin(batch: Batch): void {
    this.#scannedRow = -1;
    if (batch !== this.#batch) this.#prepare(batch);
    this.#batch = batch;
    this.#specials ??= new SpecialBytes(this.arena, this.dialect);
    this.#specials.reset(this.window.start, this.window.end);
    this.#views = this.arena.views;
  }

  #prepare(batch: Batch): void {
    const writers: (WriteText | undefined)[] = this.schema.map(() => undefined);
    const columns = batch.held.map((column): QuickColumn => {
      const written = this.columns.writtenAs(column);
      writers[column] = columnWriter(batch, column, written);
      const { type } = this.columns.all[column] ?? { type: 'text' };
      return { column, word: column, type, quick: () => this.#nulls === undefined && isQuick(type, written) };
    });
    this.#writers = writers;
    this.quick?.free();
    this.quick = undefined;
    const { delimiter, quote, escapeWith, lineEnd, comment, spaced } = this.dialect;
    // Where another character escapes a quote, or lines end in another way, no row is usual.
    if (lineEnd !== lineFeed || (quote >= 0 && escapeWith !== quote)) return;
    this.quick = QuickRows.csv(this.arena, columns, { fields: this.schema.length, delimiter, quote, comment, spaced });
  }

  protected readonly storeOther: StoreOther = (column, row, start, length, rowStart) => {
    const batch = this.#batch;
    const write = this.#writers[column];
    if (batch === undefined || write === undefined) throw new SqlError('XX000', `column ${column} is not asked for`);
    this.#views = this.arena.views;
    if (length === nullLength) batch.setNull(column, row);
    else if (length < nullLength) this.#storeEscaped(batch, row, column, write, start, start - 2 - length);
    else if (this.#nulls?.hasPlain(this.#views.u8, start, start + length, rowStart, this.dialect.quote) === true)
      batch.setNull(column, row);
    else if (!write(this.#views, row, start, length)) this.#refused(batch, row, column, start, start + length);
  };

  protected take(batch: Batch, row: number): Taken {
    const { window, dialect } = this;
    if (this.#views.u8[window.start] === dialect.comment) return this.#skipLine() ? 'blank' : 'incomplete';
    const next = this.#scan();
    if (next === incomplete) return 'incomplete';
    const fields = this.#fields;
    const { lineEnd } = dialect;
    const lines = fields.anyQuoted ? newlines(this.#views.u8, window.start, next, lineEnd) : 1;
    // A blank line is a row only where a row can be one empty field.
    const blank =
      fields.count === 1 &&
      this.columns.all.length > 1 &&
      fields.form[0] === unquoted &&
      fields.start[0] === fields.end[0];
    if (!blank) this.#store(batch, row);
    window.start = next;
    this.line += lines;
    return blank ? 'blank' : 'row';
  }

  #store(batch: Batch, row: number): void {
    const { count } = this.#fields;
    const expected = this.columns.all.length;
    if (count !== expected && this.#options.ragged !== 'pad')
      throw this.atLine(raggedRecord(count, this.schema), this.line);
    for (const column of batch.held) {
      const write = this.#writers[column];
      try {
        if (write !== undefined) this.#storeField(batch, row, column, write);
      } catch (error) {
        throw this.#valueError(error, column);
      }
    }
    if (count !== expected) this.findings.padded++;
  }

  #storeField(batch: Batch, row: number, column: number, write: WriteText): void {
    const { start, end, form, count } = this.#fields;
    if (column >= count || this.#isNull(column)) {
      batch.setNull(column, row);
      return;
    }
    const from = start[column] ?? 0;
    const to = end[column] ?? 0;
    if (form[column] === escaped) this.#storeEscaped(batch, row, column, write, from, to);
    else if (!write(this.#views, row, from, to - from)) this.#refused(batch, row, column, from, to);
  }

  /** A value without the spelling of its column is null if it is a usual word for that. */
  #refused(batch: Batch, row: number, column: number, from: number, to: number): void {
    const { u8 } = this.#views;
    if (this.#nulls === undefined && isUsualNull(u8, from, to)) batch.setNull(column, row);
    else throw this.columns.misspelled(column, decodeText(u8, from, to - from), spellingOf(u8, from, to));
  }

  #storeEscaped(batch: Batch, row: number, column: number, write: WriteText, from: number, to: number): void {
    const bytes = unescaped(this.#views.u8, from, to, this.dialect);
    if (batch.schema[column]?.type === 'text') {
      batch.setText(column, row, bytes);
      this.columns.isText(column);
      // A long text may have made the memory grow.
      this.#views = this.arena.views;
      return;
    }
    const { scratchStart, scratchEnd } = this.arena;
    if (bytes.length * 2 > scratchEnd - scratchStart) throw new SqlError('53200', 'out of memory');
    const at = scratchEnd - bytes.length;
    this.#views.u8.set(bytes, at);
    if (!write(this.#views, row, at, bytes.length)) this.#refused(batch, row, column, at, at + bytes.length);
  }

  /** Whether the field just scanned is spelled as null for every type. */
  #isNull(column: number): boolean {
    const { start, end, form } = this.#fields;
    const [from, to] = [start[column] ?? 0, end[column] ?? 0];
    if (form[column] !== unquoted) return false;
    return from === to || (this.#nulls?.has(this.arena.views.u8, from, to) ?? false);
  }

  /** Scans the record at the window's start into `#fields`. */
  #scan(): number {
    const { window, dialect } = this;
    const { u8 } = this.#views;
    const final = window.final && window.fault === undefined;
    const next = scanRecord(u8, window.start, window.end, final, dialect, this.#fields, this.#specials);
    if (next !== malformed) return next;
    throw this.#malformed(this.line + newlines(u8, window.start, this.#fields.problem.address, dialect.lineEnd));
  }

  #malformed(line: number): SqlError {
    const { message, hint } = this.#fields.problem;
    return this.atLine(new SqlError('22P04', message, { hint }), line);
  }

  /** Passes over the line at the window's start; false when its end is not there yet. */
  #skipLine(): boolean {
    const { window } = this;
    const found = this.#views.u8.indexOf(this.dialect.lineEnd, window.start);
    const whole = found >= 0 && found < window.end;
    if (!whole && !window.final) return false;
    window.start = whole ? found + 1 : window.end;
    this.line++;
    return true;
  }

  async #begin(): Promise<void> {
    const { window } = this;
    const { header: hasHeader = true, skip = 0 } = this.#options;
    await window.skipByteOrderMark();
    await window.fillUp(patience);
    this.#views = this.arena.views;
    const separator = this.#separatorLine();
    this.#settleDialect(separator);
    for (let line = 0; line < skip; line++) await this.#whole(() => (this.#skipLine() ? 0 : incomplete));
    if (skip > 0) this.#settleDialect(separator);
    const first = await this.#firstRecord(hasHeader);
    const found = hasHeader ? uniqueNames(first) : { names: numberedNames(first.length), made: [] };
    this.findings.made = found.made;
    await this.#reachFirstRow();
    const { columns, foreseen } = csvColumns(found.names, this.#records(), { ...this.#options, nulls: this.#nulls });
    this.columns = new ColumnSet(columns, this.#options.dateStyle);
    await prepareModifiers(columns);
    this.foreseen = foreseen;
  }

  /** Nothing is inferred from no row: one that is longer than the window makes it grow. */
  async #reachFirstRow(): Promise<void> {
    const { window } = this;
    const fields = new CsvFields(1);
    const isCut = (): boolean =>
      scanRecord(this.#views.u8, window.start, window.end, window.final, this.dialect, fields) === incomplete;
    while (!window.final && isCut()) {
      await this.refill();
      this.#views = this.arena.views;
    }
  }

  /** Whether the delimiter was found in the text, and not said. */
  get foundDelimiter(): boolean {
    return this.#options.delimiter === undefined;
  }

  #settleDialect(delimiter: string | undefined): void {
    const { window } = this;
    const options =
      this.#options.delimiter === undefined && delimiter !== undefined
        ? { ...this.#options, delimiter }
        : this.#options;
    this.#dialect = dialectOf(this.#views.u8, window.start, window.end, window.final, options);
  }

  /** A spreadsheet may say in a first line what separates the fields: `sep=;`. */
  #separatorLine(): string | undefined {
    const { window } = this;
    const text = decodeText(this.#views.u8, window.start, Math.min(window.end - window.start, 8));
    const [line, separator] = /^sep=(.)\r?\n/.exec(text) ?? [];
    if (line === undefined) return undefined;
    window.start += line.length;
    this.line++;
    return separator;
  }

  /** The texts of the first record that is no comment; it is passed over if it is the header. */
  async #firstRecord(isHeader: boolean): Promise<string[]> {
    const { window } = this;
    while (
      this.#views.u8[window.start] === this.dialect.comment ||
      (isHeader && isBlankLine(this.#views.u8, window.start, window.end, this.dialect))
    )
      await this.#whole(() => (this.#skipLine() ? 0 : incomplete));
    let next = await this.#whole(() => (window.start < window.end ? this.#scan() : incomplete));
    if (this.#fields.count > this.#fields.capacity) {
      this.#fields = new CsvFields(this.#fields.count);
      next = this.#scan();
    }
    const texts = Array.from({ length: this.#fields.count }, (_, column) => this.#text(column));
    if (!isHeader) return texts;
    this.header = this.#views.u8.slice(window.start, next);
    this.line += newlines(this.header, 0, this.header.length, this.dialect.lineEnd);
    window.start = next;
    return texts;
  }

  /** What `part` gives once it is not incomplete; the window is refilled as often as it is. */
  async #whole(part: () => number): Promise<number> {
    const { window } = this;
    for (;;) {
      this.#views = this.arena.views;
      const given = part();
      if (given !== incomplete) return given;
      if (window.final)
        throw window.fault === undefined
          ? new SqlError('22P04', 'the input is empty: a header row is needed')
          : this.fault(window.fault);
      await this.refill();
    }
  }

  /** The records in the window one by one, which are read again later, or what is wrong with the first that is malformed. */
  *#records(): Generator<{ readonly bytes: Uint8Array; readonly fields: CsvFields } | SqlError> {
    const { window, dialect } = this;
    const { u8 } = this.#views;
    const final = window.final && window.fault === undefined;
    let line = this.line;
    for (let at = window.start; at < window.end; ) {
      const comment = u8[at] === dialect.comment;
      const next = comment
        ? u8.indexOf(dialect.lineEnd, at) + 1
        : scanRecord(u8, at, window.end, final, dialect, this.#fields);
      if (next === malformed)
        yield this.#malformed(line + newlines(u8, at, this.#fields.problem.address, dialect.lineEnd));
      if (next <= 0) return;
      if (!comment) yield { bytes: u8, fields: this.#fields };
      line += this.#fields.anyQuoted ? newlines(u8, at, next, dialect.lineEnd) : 1;
      at = next;
    }
  }

  /** The field just scanned as a string. */
  #text(column: number): string {
    const { start, end, form } = this.#fields;
    const [from, to] = [start[column] ?? 0, end[column] ?? 0];
    const { u8 } = this.arena.views;
    if (form[column] !== escaped) return decodeText(u8, from, to - from);
    const bytes = unescaped(u8, from, to, this.dialect);
    return decodeText(bytes, 0, bytes.length);
  }

  #fieldsOf(row: number): CsvFields {
    if (this.#scannedRow !== row)
      scanRecord(this.arena.views.u8, this.sourceStart(row), this.sourceEnd(row), true, this.dialect, this.#fields);
    this.#scannedRow = row;
    return this.#fields;
  }

  #valueError(error: unknown, column: number): unknown {
    const name = this.columns.all[column]?.name;
    if (!(error instanceof SqlError) || name === undefined) return error;
    return this.atLine(error, this.line, `, column "${name}"`);
  }
}
