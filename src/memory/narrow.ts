/**
 * Narrow columns: whole numbers that are close to each other, stored a second time in 1, 2 or 4 bytes, as what each exceeds the least of its zone by. A zone is a run of rows
 * of which the least and the greatest value are known, so that a comparison may be decided for all of them, and be made of the stored bytes where it is not.
 */
import { SqlError } from '../error.js';
import type { Storage } from '../catalog/types.js';
import type { Arena, Views } from '../arena/arena.js';

/** The rows of a zone: a multiple of 64, and a power of 2. */
export const zoneRows = 16384;
/** A zone's least and greatest value, as i64. */
export const zoneBytes = 16;

export interface NarrowColumn {
  /** The bytes of a value. */
  readonly bytes: NarrowBytes;
  /** The addresses of the first row's value and of the first zone. */
  readonly values: number;
  readonly zones: number;
}
export type NarrowBytes = 1 | 2 | 4;

const widths: readonly NarrowBytes[] = [1, 2, 4];
/** From here on an i64 is not exact as a number, and one that is greater may be read as this. */
const inexact = 2 ** 53;

/** A column made narrow; undefined if its values are of another kind, too far apart or too great, or the memory is full. */
export function narrowColumn(arena: Arena, rows: StoredRows): NarrowColumn | undefined {
  const stored = storedBytes[rows.storage];
  if (stored === undefined) return undefined;
  const zones = zonesOf(arena.views, rows, 2 ** (8 * Math.min(stored / 2, 4)));
  if (zones === undefined) return undefined;
  const span = zones.reduce((most, { least, greatest }) => Math.max(most, greatest - least), 0);
  const bytes = widths.find((width) => span < 2 ** (8 * width)) ?? 4;
  const padded = (rows.count + 63) & ~63;
  const at = allocated(arena, zones.length * zoneBytes + padded * bytes);
  if (at === undefined) return undefined;
  const column: NarrowColumn = { bytes, zones: at, values: at + zones.length * zoneBytes };
  store(arena.views, column, zones, rows);
  return column;
}

/** The rows of a column as they are stored. */
export interface StoredRows {
  readonly storage: Storage;
  /** Where its values and its validity begin. */
  readonly values: number;
  readonly validity: number;
  /** Then the validity says nothing. */
  readonly notNull: boolean;
  readonly count: number;
}
const storedBytes: Readonly<Partial<Record<Storage, number>>> = { INT2: 2, INT4: 4, INT8: 8 };

/** A block that belongs to nobody's use; undefined where the memory is full, since the plain column does as well. */
function allocated(arena: Arena, bytes: number): number | undefined {
  try {
    return arena.within(undefined, () => arena.allocate(bytes));
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}

interface Zone {
  readonly least: number;
  readonly greatest: number;
}
/** The values of the zone at hand; nulls are NaN, which is neither less nor greater than anything. */
const numbers = new Float64Array(zoneRows);

/** Undefined if the values of one are as far apart as `limit`. A zone of nulls is 0 to 0. */
function zonesOf(views: Views, rows: StoredRows, limit: number): Zone[] | undefined {
  const zones: Zone[] = [];
  for (let first = 0; first < rows.count; first += zoneRows) {
    const count = read(views, rows, first);
    let least = Infinity;
    let greatest = -Infinity;
    for (let i = 0; i < count; i++) {
      const value = numbers[i] ?? NaN;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    if (least <= -inexact || greatest >= inexact || greatest - least >= limit) return undefined;
    zones.push(least > greatest ? { least: 0, greatest: 0 } : { least, greatest });
  }
  return zones;
}

/** Reads the zone that begins at `first`, and says how many rows it has. */
function read(views: Views, { storage, values, validity, notNull, count }: StoredRows, first: number): number {
  const rows = Math.min(zoneRows, count - first);
  const { u8, i16, i32 } = views;
  if (storage === 'INT2') numbers.set(i16.subarray((values >> 1) + first, (values >> 1) + first + rows));
  else if (storage === 'INT4') numbers.set(i32.subarray((values >> 2) + first, (values >> 2) + first + rows));
  else {
    const from = (values >> 2) + 2 * first;
    for (let i = 0; i < rows; i++)
      numbers[i] = (i32[from + 2 * i + 1] ?? 0) * 4294967296 + ((i32[from + 2 * i] ?? 0) >>> 0);
  }
  if (notNull) return rows;
  for (let i = 0; i < rows; i += 8) {
    const valid = u8[validity + ((first + i) >> 3)] ?? 0;
    if (valid === 0xff) continue;
    for (let bit = 0; bit < 8; bit++) if (((valid >> bit) & 1) === 0) numbers[i + bit] = NaN;
  }
  return rows;
}

/** Under the flag of a null may be anything: it is 0. */
function store(views: Views, column: NarrowColumn, zones: readonly Zone[], rows: StoredRows): void {
  const { i64 } = views;
  const { array, shift } = {
    1: { array: views.u8, shift: 0 },
    2: { array: views.i16, shift: 1 },
    4: { array: views.i32, shift: 2 },
  }[column.bytes];
  zones.forEach(({ least, greatest }, zone) => {
    i64[(column.zones + zone * zoneBytes) >> 3] = BigInt(least);
    i64[((column.zones + zone * zoneBytes) >> 3) + 1] = BigInt(greatest);
    const count = read(views, rows, zone * zoneRows);
    const to = (column.values >> shift) + zone * zoneRows;
    for (let i = 0; i < count; i++) array[to + i] = (numbers[i] ?? 0) - least;
  });
}
