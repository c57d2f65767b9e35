/**
 * The closures that every program is made of. `copies.generated.ts` holds this file's text several times over: V8 keeps what it has seen at a place in the code, so a
 * program gets each closure from a copy of its own as long as there are any, reads each property at a place that sees that property only, and is inlined into one function.
 */
import { isPlainJson } from './json-members.js';
import { plainDecimal } from './numeric.js';
import { isUuid, isValid } from './strings.js';
import type { ColumnCell, ColumnSite, Row, RowValue, Tree } from './tree.js';

/** The set of an IN list. */
type Members = ReadonlySet<RowValue>;
/** Where the values of slots are between steps. */
type Cells = (RowValue | null)[];

// copied from here
export const sites = {
  // A column's value. What is usual is checked here, all else by `settle`.
  bool:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return (value === true || value === false) && Object.getPrototypeOf(row) === site.prototype
        ? +value
        : site.settle(row, value);
    },
  int4:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'number' && (value | 0) === value && Object.getPrototypeOf(row) === site.prototype
        ? value | 0
        : site.settle(row, value);
    },
  int8:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'number' && Number.isSafeInteger(value) && Object.getPrototypeOf(row) === site.prototype
        ? value + 0
        : site.settle(row, value);
    },
  float8:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'number' && Object.getPrototypeOf(row) === site.prototype
        ? value
        : site.settle(row, value);
    },
  text:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'string' && isValid(value) && Object.getPrototypeOf(row) === site.prototype
        ? value
        : site.settle(row, value);
    },
  date:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      if (value instanceof Date && Object.getPrototypeOf(row) === site.prototype) {
        // Days from 2000-01-01; an invalid Date gives NaN.
        const days = Math.floor(value.getTime() / 86_400_000) - 10_957;
        if (!Number.isNaN(days)) return days;
      }
      return site.settle(row, value);
    },
  timestamp:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      if (value instanceof Date && Object.getPrototypeOf(row) === site.prototype) {
        const microseconds = (value.getTime() - 946_684_800_000) * 1000;
        if (Number.isSafeInteger(microseconds)) return microseconds;
      }
      return site.settle(row, value);
    },
  int2:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'number' && (value << 16) >> 16 === value && Object.getPrototypeOf(row) === site.prototype
        ? value | 0
        : site.settle(row, value);
    },
  float4:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'number' && Math.fround(value) === value && Object.getPrototypeOf(row) === site.prototype
        ? value
        : site.settle(row, value);
    },
  numeric:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      if (Object.getPrototypeOf(row) === site.prototype) {
        if (typeof value === 'number') return value + 0;
        const decimal = typeof value === 'string' ? plainDecimal(value) : Number.NaN;
        if (!Number.isNaN(decimal)) return decimal;
      }
      return site.settle(row, value);
    },
  uuid:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return typeof value === 'string' && isUuid(value) && Object.getPrototypeOf(row) === site.prototype
        ? value
        : site.settle(row, value);
    },
  json:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) => {
      const value = row[key];
      return isPlainJson(value) && Object.getPrototypeOf(row) === site.prototype ? value : site.settle(row, value);
    },
  other:
    (site: ColumnSite, key: PropertyKey): Tree =>
    (row) =>
      site.settle(row, row[key]),
  once:
    (cell: ColumnCell, read: Tree): Tree =>
    (row) => {
      if (cell.known) return cell.value;
      const value = read(row);
      cell.value = value;
      cell.known = true;
      return value;
    },
  // Values that are there.
  constant:
    (value: RowValue | null): Tree =>
    () =>
      value,
  cell:
    (cells: Cells, slot: number): Tree =>
    () =>
      cells[slot] ?? null,
  // Calls, where a function's body is not in the closure itself.
  call1:
    (f: (a: RowValue) => RowValue | null, a: Tree): Tree =>
    (row) => {
      const x = a(row);
      return x === null ? null : f(x);
    },
  call2:
    (f: (a: RowValue, b: RowValue) => RowValue | null, a: Tree, b: Tree): Tree =>
    (row) => {
      const x = a(row);
      const y = b(row);
      return x === null || y === null ? null : f(x, y);
    },
  member:
    (members: Members, a: Tree): Tree =>
    (row) => {
      const x = a(row);
      return x === null ? null : +members.has(x);
    },
  equalText:
    (a: Tree, text: RowValue): Tree =>
    (row) => {
      const x = a(row);
      return x === null ? null : +(x === text);
    },
  // The same of a column: a value that is the constant needs no check.
  textIs:
    (site: ColumnSite, key: PropertyKey, text: RowValue): Tree =>
    (row) => {
      const value = row[key];
      if (typeof value === 'string' && Object.getPrototypeOf(row) === site.prototype) {
        if (value === text) return 1;
        if (isValid(value)) return 0;
      }
      const settled = site.settle(row, value);
      return settled === null ? null : +(settled === text);
    },
  uuidIs:
    (site: ColumnSite, key: PropertyKey, text: RowValue): Tree =>
    (row) => {
      const value = row[key];
      if (typeof value === 'string' && Object.getPrototypeOf(row) === site.prototype) {
        if (value === text) return 1;
        if (isUuid(value)) return 0;
      }
      const settled = site.settle(row, value);
      return settled === null ? null : +(settled === text);
    },
  differentText:
    (a: Tree, text: RowValue): Tree =>
    (row) => {
      const x = a(row);
      return x === null ? null : +(x !== text);
    },
  // Where a row goes on: after a boolean, after a null flag, with a value put into its cell.
  ifTrue:
    (test: Tree, yes: Tree, otherwise: Tree): Tree =>
    (row) =>
      test(row) === 1 ? yes(row) : otherwise(row),
  trueAnd:
    (test: Tree, yes: Tree): Tree =>
    (row) =>
      test(row) === 1 ? yes(row) : 0,
  trueOr:
    (test: Tree, otherwise: Tree): Tree =>
    (row) =>
      test(row) === 1 ? 1 : otherwise(row),
  isTrue:
    (test: Tree): Tree =>
    (row) =>
      test(row) === 1 ? 1 : 0,
  ifBoolean:
    (test: Tree, yes: Tree, no: Tree, unknown: Tree): Tree =>
    (row) => {
      const value = test(row);
      return value === null ? unknown(row) : value === 0 ? no(row) : yes(row);
    },
  ifNull:
    (test: Tree, isNull: Tree, otherwise: Tree): Tree =>
    (row) =>
      test(row) === null ? isNull(row) : otherwise(row),
  store:
    (cells: Cells, slot: number, value: Tree, next: Tree): Tree =>
    (row) => {
      cells[slot] = value(row);
      return next(row);
    },
  // All rows of an array: those for which the program gives 1 are kept; an error gets the row's number.
  filter:
    (entry: Tree, failed: (error: unknown, index: number) => never) =>
    (rows: readonly Row[], kept: Row[]): void => {
      let index = 0;
      try {
        for (; index < rows.length; index++) {
          const row = rows[index];
          if (row === null || typeof row !== 'object') failed(undefined, index);
          else if (entry(row) === 1) kept.push(row);
        }
      } catch (error) {
        failed(error, index);
      }
    },
};
// copied to here

export type Sites = typeof sites;
