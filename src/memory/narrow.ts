/**
 * Narrow columns: whole numbers that are close to each other, stored a second time in 1, 2 or 4 bytes, as what each exceeds the least of its zone by. A zone is a run of rows
 * of which the least and the greatest value are known, so that a comparison may be decided for all of them, and be made of the stored bytes where it is not.
 */
import { SqlError } from '../error.js';
import type { Storage } from '../catalog/types.js';
import type { Arena, Views } from '../arena/arena.js';
import type { ColumnAddress } from './batch.js';

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
/** Where an i64 is no longer exact as a number. */
const inexact = 2 ** 53;

type Read = (row: number) => number;
const readers: Readonly<Partial<Record<Storage, { readonly bytes: number; of(views: Views, values: number): Read }>>> =
  {
    INT2: {
      bytes: 2,
      of:
        ({ i16 }, values) =>
        (row) =>
          i16[(values >> 1) + row] ?? 0,
    },
    INT4: {
      bytes: 4,
      of:
        ({ i32 }, values) =>
        (row) =>
          i32[(values >> 2) + row] ?? 0,
    },
    INT8: {
      bytes: 8,
      of:
        ({ i32 }, values) =>
        (row) =>
          (i32[(values >> 2) + 2 * row + 1] ?? 0) * 4294967296 + ((i32[(values >> 2) + 2 * row] ?? 0) >>> 0),
    },
  };

/** A column of `rows` rows made narrow; undefined if its values are of another kind, too far apart or too great, or the memory is full. `notNull`: the validity says nothing. */
export function narrowColumn(
  arena: Arena,
  storage: Storage,
  { values, validity }: ColumnAddress,
  notNull: boolean,
  rows: number,
): NarrowColumn | undefined {
  const reader = readers[storage];
  if (reader === undefined) return undefined;
  const isValid = (row: number): boolean =>
    notNull || (((arena.views.u8[validity + (row >> 3)] ?? 0) >> (row & 7)) & 1) === 1;
  const zones = zonesOf(reader.of(arena.views, values), isValid, rows, 2 ** (8 * Math.min(reader.bytes / 2, 4)));
  if (zones === undefined) return undefined;
  const span = zones.reduce((most, { least, greatest }) => Math.max(most, greatest - least), 0);
  const bytes = widths.find((width) => span < 2 ** (8 * width)) ?? 4;
  const padded = (rows + 63) & ~63;
  const at = allocated(arena, zones.length * zoneBytes + padded * bytes);
  if (at === undefined) return undefined;
  const column: NarrowColumn = { bytes, zones: at, values: at + zones.length * zoneBytes };
  fill(arena.views, column, zones, reader.of(arena.views, values), rows);
  return column;
}

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

/** Undefined if the values of one are as far apart as `limit`. A zone of nulls is 0 to 0. */
function zonesOf(read: Read, isValid: (row: number) => boolean, rows: number, limit: number): Zone[] | undefined {
  const zones: Zone[] = [];
  for (let first = 0; first < rows; first += zoneRows) {
    const last = Math.min(rows, first + zoneRows);
    let least = Infinity;
    let greatest = -Infinity;
    for (let row = first; row < last; row++) {
      if (!isValid(row)) continue;
      const value = read(row);
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    if (least < -inexact || greatest > inexact || greatest - least >= limit) return undefined;
    zones.push(least > greatest ? { least: 0, greatest: 0 } : { least, greatest });
  }
  return zones;
}

function fill(views: Views, column: NarrowColumn, zones: readonly Zone[], read: Read, rows: number): void {
  const { i64 } = views;
  const { array, shift } = {
    1: { array: views.u8, shift: 0 },
    2: { array: views.i16, shift: 1 },
    4: { array: views.i32, shift: 2 },
  }[column.bytes];
  const to = column.values >> shift;
  zones.forEach(({ least, greatest }, zone) => {
    i64[(column.zones + zone * zoneBytes) >> 3] = BigInt(least);
    i64[((column.zones + zone * zoneBytes) >> 3) + 1] = BigInt(greatest);
    const last = Math.min(rows, (zone + 1) * zoneRows);
    // Under the flag of a null may be anything.
    for (let row = zone * zoneRows; row < last; row++) array[to + row] = read(row) - least;
  });
}
