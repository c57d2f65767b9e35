/**
 * A batch: rows of a schema as columns in linear memory, laid out as Arrow lays them out. A column has a validity bitmap and
 * values: bits for bool, 2, 4 or 8 bytes for numbers and dates, 16-byte views for text. A view holds the length and then a text of up
 * to 12 bytes, or its first 4 bytes, 0, and the text's address. The capacity is a multiple of 64 rows.
 */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from './arena.js';
import { TextHeap } from './text-heap.js';

/** What a batch needs to know of a column: a `Schema` is a list of these. */
export interface BatchColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
}

/** Where a column's parts begin in linear memory. */
export interface ColumnAddress {
  readonly values: number;
  readonly validity: number;
}

const encoder = new TextEncoder();

export class Batch {
  readonly layout = 'columns';
  readonly arena: Arena;
  readonly schema: readonly BatchColumn[];
  /** The most rows it holds. */
  readonly capacity: number;
  readonly columns: readonly ColumnAddress[];
  #rows = 0;
  readonly #texts: TextHeap;
  readonly #block: number;

  constructor(arena: Arena, schema: readonly BatchColumn[], capacity: number) {
    this.arena = arena;
    this.schema = schema;
    this.capacity = Math.ceil(Math.max(capacity, 1) / 64) * 64;
    let size = 0;
    const place = (bytes: number): number => {
      const at = size;
      size += (bytes + 63) & ~63;
      return at;
    };
    const offsets = schema.map(({ type }) => ({
      values: place(type === 'bool' ? this.capacity / 8 : this.capacity * types[type].width),
      validity: place(this.capacity / 8),
    }));
    this.#block = arena.allocate(size);
    this.columns = offsets.map(({ values, validity }) => ({
      values: this.#block + values,
      validity: this.#block + validity,
    }));
    this.#texts = new TextHeap(arena);
    this.clear();
  }

  /** How many rows it holds now; whoever fills it sets this. Raises 22003 for more than its capacity. */
  get rows(): number {
    return this.#rows;
  }
  set rows(rows: number) {
    if (!Number.isInteger(rows) || rows < 0 || rows > this.capacity)
      throw new SqlError('22003', `a batch of ${this.capacity} rows cannot hold ${rows}`);
    this.#rows = rows;
  }

  /** Forgets all rows and their texts. */
  clear(): void {
    this.rows = 0;
    this.#texts.clear();
  }

  /** Gives the memory back. */
  free(): void {
    this.#texts.free();
    this.arena.free(this.#block);
  }

  /** Stores null; a NOT NULL column raises 23502. */
  setNull(column: number, row: number): void {
    const { name, type, notNull } = this.#column(column);
    if (notNull) throw new SqlError('23502', `null value in column "${name}" violates not-null constraint`, { row });
    const { values, validity } = this.#address(column);
    const { u8, i32, i64, i16 } = this.arena.views;
    clearBit(u8, validity, row);
    // No stale value stays under a null flag.
    switch (types[type].width) {
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
    const { type, name } = this.#column(column);
    if (typeof value === 'object' || value === undefined)
      throw new SqlError('42804', `column "${name}": ${type} is expected in its own form, not ${String(value)}`, {
        row,
      });
    if (type === 'text') {
      this.setText(column, row, encoder.encode(String(value)));
      return;
    }
    const { values, validity } = this.#address(column);
    const { u8, i16, i32, i64, f32, f64 } = this.arena.views;
    setBit(u8, validity, row);
    switch (type) {
      case 'bool':
        if (value) setBit(u8, values, row);
        else clearBit(u8, values, row);
        return;
      case 'int2':
        i16[(values >> 1) + row] = Number(value);
        return;
      case 'int4':
      case 'date':
        i32[(values >> 2) + row] = Number(value);
        return;
      case 'int8':
      case 'timestamp':
        i64[(values >> 3) + row] = BigInt(value);
        return;
      case 'float4':
        f32[(values >> 2) + row] = Number(value);
        return;
      case 'float8':
        f64[(values >> 3) + row] = Number(value);
    }
  }

  /** Stores a text given as UTF-8, which is copied. */
  setText(column: number, row: number, bytes: Uint8Array): void {
    const { values, validity } = this.#address(column);
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
    const { type } = this.#column(column);
    const { values, validity } = this.#address(column);
    const { u8, i16, i32, i64, f32, f64 } = this.arena.views;
    if (!bitAt(u8, validity, row)) return null;
    switch (type) {
      case 'bool':
        return bitAt(u8, values, row) ? 1 : 0;
      case 'int2':
        return i16[(values >> 1) + row] ?? 0;
      case 'int4':
      case 'date':
        return i32[(values >> 2) + row] ?? 0;
      case 'int8':
      case 'timestamp':
        return i64[(values >> 3) + row] ?? 0n;
      case 'float4':
        return f32[(values >> 2) + row] ?? 0;
      case 'float8':
        return f64[(values >> 3) + row] ?? 0;
      case 'text': {
        const at = values + row * 16;
        const length = i32[at >> 2] ?? 0;
        const start = length <= 12 ? at + 4 : (i32[(at >> 2) + 3] ?? 0);
        return new TextDecoder().decode(u8.subarray(start, start + length));
      }
    }
  }

  #column(column: number): BatchColumn {
    const found = this.schema[column];
    if (found === undefined) throw new SqlError('42703', `there is no column ${column}`);
    return found;
  }
  #address(column: number): ColumnAddress {
    const found = this.columns[column];
    if (found === undefined) throw new SqlError('42703', `there is no column ${column}`);
    return found;
  }
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
