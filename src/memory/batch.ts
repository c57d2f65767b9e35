/**
 * A batch: rows of a schema as columns in linear memory, laid out as Arrow lays them out. A column has a validity bitmap and
 * values: bits for bool, 2, 4 or 8 bytes for numbers and dates, 16-byte views for text. A view holds the length and then a text of up
 * to 12 bytes, or its first 4 bytes, 0, and the text's address. The capacity is a multiple of 64 rows.
 */
/// <reference lib="esnext.disposable" preserve="true" />
import { scaledForm, storageOfColumn, textOfScaled } from '../catalog/scaled.js';
import { types, widths, type TypeName, type Value } from '../catalog/types.js';
import { scaledValue, storedBytes, textOfBytes, textOfStored } from '../functions/stored-value.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { narrowColumn, type NarrowColumn } from './narrow.js';
import { TextHeap } from './text-heap.js';

/** What a batch needs to know of a column: a `Schema` is a list of these. */
export interface BatchColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  /** The modifier of its type, -1 for none, where values are brought to one: a `numeric(12,2)` holds two decimal places. */
  readonly typmod?: number | undefined;
}

/** Where a column's parts begin in linear memory. */
export interface ColumnAddress {
  readonly values: number;
  readonly validity: number;
}

/** The address of a column that the batch has no room for. */
const nowhere: ColumnAddress = { values: 0, validity: 0 };
/** Beyond this, offsets inside the batch would not be exact. */
const mostRows = 2 ** 31;

export class Batch {
  readonly layout = 'columns';
  readonly arena: Arena;
  readonly schema: readonly BatchColumn[];
  /** The most rows it holds. */
  readonly capacity: number;
  readonly columns: readonly ColumnAddress[];
  #rows = 0;
  /** The places in the schema of the columns that it has room for. */
  readonly held: readonly number[];
  readonly #texts: TextHeap;
  readonly #block: number;
  /** Whether it makes columns narrow when it is asked for them. */
  readonly mayNarrow: boolean;
  /** The columns that have been asked for in narrow form, and for how many rows that was made; undefined where there is none. */
  readonly #narrow = new Map<number, { readonly rows: number; readonly column: NarrowColumn | undefined }>();
  #freed = false;

  /**
   * Only the columns `held` get room, all by default; whoever fills it leaves the others out, and no program may read them. With the form `narrow`, whole numbers
   * that are close to each other are stored a second time, in fewer bytes, when a kernel first asks for them.
   */
  constructor(
    arena: Arena,
    schema: readonly BatchColumn[],
    capacity: number,
    held?: readonly number[],
    form: 'plain' | 'narrow' = 'plain',
  ) {
    this.arena = arena;
    this.mayNarrow = form === 'narrow';
    this.schema = schema;
    if (!(capacity <= mostRows))
      throw new SqlError('22023', `a batch of ${capacity} rows cannot be made`, { hint: `The most are ${mostRows}.` });
    this.held = held ?? schema.map((_, column) => column);
    this.capacity = Math.ceil(Math.max(capacity, 1) / 64) * 64;
    let size = 0;
    const place = (bytes: number): number => {
      const at = size;
      size += (bytes + 63) & ~63;
      return at;
    };
    const offsets = this.held.map((column) => {
      const width = widths[storageOfColumn(this.#column(column))];
      return { column, values: place((this.capacity / 8) * (width * 8 || 1)), validity: place(this.capacity / 8) };
    });
    this.#block = arena.allocate(size);
    const columns: ColumnAddress[] = schema.map(() => nowhere);
    for (const { column, values, validity } of offsets)
      columns[column] = { values: this.#block + values, validity: this.#block + validity };
    this.columns = columns;
    this.#texts = new TextHeap(arena);
    this.clear();
  }

  /** How many rows it holds now; whoever fills it sets this. Raises 22023 beyond the capacity. */
  get rows(): number {
    return this.#rows;
  }
  set rows(rows: number) {
    if (!Number.isInteger(rows) || rows < 0 || rows > this.capacity)
      throw new SqlError('22023', `the batch cannot have ${rows} rows: its capacity is ${this.capacity}`);
    this.#rows = rows;
  }

  /** It has been freed, and raises 55000 when it is used. */
  get freed(): boolean {
    return this.#freed;
  }

  /** Forgets all rows and their texts. */
  clear(): void {
    this.#mustLive();
    this.#rows = 0;
    this.#texts.clear();
    this.#forgetNarrow();
  }

  /** Gives the memory back; the batch cannot be used afterwards. A second time does nothing. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#rows = 0;
    this.#texts.free();
    this.#forgetNarrow();
    this.arena.free(this.#block);
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  /**
   * The column in narrow form; undefined if it has none. It is made at the first call after a change by `set`, `setNull`, `setText` or `clear`; who writes into the
   * memory itself does so before the first run, or calls `clear` first.
   * @internal
   */
  narrowed(column: number): NarrowColumn | undefined {
    this.#mustLive();
    const definition = this.schema[column];
    const address = this.columns[column];
    if (!this.mayNarrow || definition === undefined || address === undefined || address === nowhere) return undefined;
    const known = this.#narrow.get(column);
    if (known !== undefined && known.rows >= this.#rows) return known.column;
    this.#forgetNarrow(column);
    const made = narrowColumn(this.arena, {
      storage: storageOfColumn(definition),
      ...address,
      notNull: definition.notNull,
      count: this.#rows,
    });
    this.#narrow.set(column, { rows: this.#rows, column: made });
    return made;
  }

  /** Gives back the narrow forms, or that of one column. */
  #forgetNarrow(column?: number): void {
    for (const [one, { column: made }] of this.#narrow) {
      if (column !== undefined && one !== column) continue;
      this.#narrow.delete(one);
      if (made !== undefined) this.arena.free(made.zones);
    }
  }

  /** Stores null; a NOT NULL column raises 23502. */
  setNull(column: number, row: number): void {
    const definition = this.#column(column);
    const { name, notNull } = definition;
    if (notNull) throw new SqlError('23502', `null value in column "${name}" violates not-null constraint`, { row });
    const { values, validity } = this.#address(column, row);
    if (this.#narrow.size > 0) this.#forgetNarrow(column);
    const { u8, i32, i64, i16 } = this.arena.views;
    clearBit(u8, validity, row);
    // No stale value stays under a null flag.
    switch (widths[storageOfColumn(definition)]) {
      case 0:
        clearBit(u8, values, row);
        return;
      case 2:
        i16[(values >> 1) + row] = 0;
        return;
      case 4:
        i32[(values >> 2) + row] = 0;
        return;
      case 8:
        i64[(values >> 3) + row] = 0n;
        return;
      case 16:
        i32.fill(0, (values >> 2) + row * 4, (values >> 2) + row * 4 + 4);
    }
  }

  /** Stores a value in the column's own form (see `Value`); the value must be of the column's type. */
  set(column: number, row: number, value: Value | null): void {
    if (value === null) {
      this.setNull(column, row);
      return;
    }
    const definition = this.#column(column);
    const { type, name, typmod } = definition;
    if (typeof value === 'object' || value === undefined)
      throw new SqlError('42804', `column "${name}": ${type} is expected in its own form, not ${String(value)}`, {
        row,
      });
    const scaled = scaledForm(definition);
    const { storage } = types[type];
    if (scaled === undefined && storage === 'TEXT') {
      this.setText(column, row, storedBytes(this.arena, type, String(value), typmod));
      return;
    }
    const integer = scaled === undefined ? undefined : scaledValue(this.arena, type, String(value), typmod, scaled);
    const { values, validity } = this.#address(column, row);
    if (this.#narrow.size > 0) this.#forgetNarrow(column);
    const { u8, i16, i32, i64, f32, f64 } = this.arena.views;
    setBit(u8, validity, row);
    if (integer !== undefined) {
      i64[(values >> 3) + row] = integer;
      return;
    }
    if (typeof value === 'string' && Number.isNaN(Number(value)) && value !== 'NaN')
      throw new SqlError('42804', `column "${name}": ${type} is expected in its own form, not a text`, {
        hint: 'Objects, `load` and files take texts of values.',
        row,
      });
    switch (storage) {
      case 'BOOL':
        if (value) setBit(u8, values, row);
        else clearBit(u8, values, row);
        return;
      case 'INT2':
        i16[(values >> 1) + row] = Number(value);
        return;
      case 'INT4':
        i32[(values >> 2) + row] = Number(value);
        return;
      case 'INT8':
        i64[(values >> 3) + row] = wholeNumber(value, name, row);
        return;
      case 'FLOAT4':
        f32[(values >> 2) + row] = Number(value);
        return;
      case 'FLOAT8':
        f64[(values >> 3) + row] = Number(value);
    }
  }

  /**
   * Copies the bytes of many texts at once and says where they are, for as long as the batch has its rows; whoever asks writes the views.
   * @internal
   */
  keep(bytes: Uint8Array): number {
    this.#mustLive();
    return this.#texts.add(bytes);
  }

  /** Stores the bytes of a value that is a reference, a text's UTF-8 among them; they are copied. */
  setText(column: number, row: number, bytes: Uint8Array): void {
    const definition = this.#column(column);
    if (scaledForm(definition) !== undefined) {
      this.set(column, row, textOfBytes(this.arena, definition.type, bytes));
      return;
    }
    const { values, validity } = this.#address(column, row);
    const at = values + row * 16;
    const long = bytes.length > 12;
    const address = long ? this.#texts.add(bytes) : at + 4;
    const { u8, i32 } = this.arena.views;
    setBit(u8, validity, row);
    i32.fill(0, at >> 2, (at >> 2) + 4);
    i32[at >> 2] = bytes.length;
    if (long) {
      u8.set(bytes.subarray(0, 4), at + 4);
      i32[(at >> 2) + 3] = address;
    } else {
      u8.set(bytes, at + 4);
    }
  }

  /** The value in the form of `Value`. */
  get(column: number, row: number): Value | null {
    const definition = this.#column(column);
    const { type } = definition;
    const { values, validity } = this.#address(column, row);
    const { u8, i16, i32, i64, f32, f64 } = this.arena.views;
    if (!bitAt(u8, validity, row)) return null;
    const scaled = scaledForm(definition);
    if (scaled !== undefined) return textOfScaled(i64[(values >> 3) + row] ?? 0n, scaled.places);
    switch (types[type].storage) {
      case 'BOOL':
        return bitAt(u8, values, row) ? 1 : 0;
      case 'INT2':
        return i16[(values >> 1) + row] ?? 0;
      case 'INT4':
        return i32[(values >> 2) + row] ?? 0;
      case 'INT8':
        return i64[(values >> 3) + row] ?? 0n;
      case 'FLOAT4':
        return f32[(values >> 2) + row] ?? 0;
      case 'FLOAT8':
        return f64[(values >> 3) + row] ?? 0;
      case 'TEXT': {
        const at = values + row * 16;
        const length = i32[at >> 2] ?? 0;
        const start = length <= 12 ? at + 4 : (i32[(at >> 2) + 3] ?? 0);
        return textOfStored(this.arena, type, start, length);
      }
    }
  }

  #column(column: number): BatchColumn {
    const found = this.schema[column];
    if (found === undefined) throw new SqlError('42703', `there is no column ${column}`);
    return found;
  }
  #mustLive(): void {
    if (this.#freed) throw new SqlError('55000', 'the batch has been freed');
  }

  /** Where the column is. Nothing is read or written beyond it, nor after it was given back. */
  #address(column: number, row: number): ColumnAddress {
    this.#mustLive();
    if (!(row >= 0 && row < this.capacity) || !Number.isInteger(row))
      throw new SqlError('22023', `the batch has no row ${row}: its capacity is ${this.capacity}`);
    const found = this.columns[column];
    if (found === undefined) throw new SqlError('42703', `there is no column ${column}`);
    if (found === nowhere) throw new SqlError('XX000', `the batch has no room for column ${column}`);
    return found;
  }
}

/** Raises 42804 for what is no whole number. */
function wholeNumber(value: Value, column: string, row: number): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isInteger(Number(value))) return BigInt(value);
  throw new SqlError('42804', `column "${column}": a bigint is expected, not ${value}`, { row });
}

function setBit(u8: Uint8Array, bitmap: number, row: number): void {
  const at = bitmap + (row >> 3);
  u8[at] = (u8[at] ?? 0) | (1 << (row & 7));
}
function clearBit(u8: Uint8Array, bitmap: number, row: number): void {
  const at = bitmap + (row >> 3);
  u8[at] = (u8[at] ?? 0) & ~(1 << (row & 7));
}
const bitAt = (u8: Uint8Array, bitmap: number, row: number): boolean =>
  (((u8[bitmap + (row >> 3)] ?? 0) >> (row & 7)) & 1) === 1;
