/** Functions of families as they are over JavaScript's values, by PostgreSQL's names: those that filters are made of. All are strict. A program that calls another one has its rows copied. */
import { hasMember, member, memberText } from './json-members.js';
import { compareNumerics, type HeldNumeric } from './numeric.js';
import { absolute, difference, negative, product, remainder, sum } from './numeric-arithmetic.js';
import { compareTexts } from './strings.js';
import type { RowValue } from './tree.js';
import type { WrittenFunction } from './written-function.js';

type Compare = (a: RowValue, b: RowValue) => number;

interface Comparison {
  /** Of an order: negative, 0 or positive. */
  readonly holds: (order: number) => boolean;
  /** The same of two numbers, the second one a constant. */
  readonly withNumber: (b: number) => (a: number) => boolean;
}

const operators: Readonly<Record<string, Comparison>> = {
  eq: { holds: (order) => order === 0, withNumber: (b) => (a) => a === b },
  ne: { holds: (order) => order !== 0, withNumber: (b) => (a) => a !== b },
  lt: { holds: (order) => order < 0, withNumber: (b) => (a) => a < b },
  le: { holds: (order) => order <= 0, withNumber: (b) => (a) => a <= b },
  gt: { holds: (order) => order > 0, withNumber: (b) => (a) => a > b },
  ge: { holds: (order) => order >= 0, withNumber: (b) => (a) => a >= b },
};

/** The six comparisons by an order, under the names that begin so. */
const comparisons = (prefix: string, compare: Compare): [string, WrittenFunction][] =>
  Object.entries(operators).map(([operator, { holds }]) => [
    prefix + operator,
    { make: () => (a, b) => +holds(compare(a, b)) },
  ]);

const byNumeric: Compare = (a, b) => compareNumerics(a as HeldNumeric, b as HeldNumeric);

/** Those of numeric: what most values and most constants are is compared at once. */
const numericComparisons = Object.entries(operators).map(
  ([operator, { holds, withNumber }]): [string, WrittenFunction] => [
    `numeric_${operator}`,
    {
      make: () => (a, b) => +holds(byNumeric(a, b)),
      prepare: (second) => {
        const usual = withNumber(Number(second));
        if (typeof second !== 'number' || Number.isNaN(second)) return (first) => +holds(byNumeric(first, second));
        return (first) =>
          typeof first === 'number' && !Number.isNaN(first) ? +usual(first) : +holds(byNumeric(first, second));
      },
    },
  ],
);

/** Numbers and bigints of 64 bits are in the order of `<`, whichever they are. */
const byNumber: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byUnsigned: Compare = (a, b) => (Number(a) >>> 0) - (Number(b) >>> 0);
/** Blanks at the end of a bpchar mean nothing. */
const byPadded: Compare = (a, b) => compareTexts(unpadded(String(a)), unpadded(String(b)));
/** The hexadecimal digits of uuids are in the order of their bytes. */
const byDigits: Compare = (a, b) => (a === b ? 0 : String(a) < String(b) ? -1 : 1);

function unpadded(text: string): string {
  let { length } = text;
  while (length > 0 && text.charCodeAt(length - 1) === 32) length--;
  return length === text.length ? text : text.slice(0, length);
}

/** A whole number as a numeric. */
const asNumeric: WrittenFunction = { make: () => (a) => (typeof a === 'bigint' ? String(a) : a) };

/** What calls an operator for the elements of an array (`any.ts`). Its first two arguments, the number of the operator's function and whether it is ANY, are constants. */
export const anyFunction = 'array_any';

export const familyFunctions: ReadonlyMap<string, WrittenFunction> = new Map<string, WrittenFunction>([
  ...numericComparisons,
  ['int2_numeric', asNumeric],
  ['int4_numeric', asNumeric],
  ['int8_numeric', asNumeric],
  ...comparisons('cash_', byNumber),
  ...comparisons('time_', byNumber),
  ...comparisons('oid', byUnsigned),
  ...comparisons('bpchar', byPadded),
  ...comparisons('uuid_', byDigits),
  ['uuid_eq', { make: () => (a, b) => +(a === b), isEquality: true }],
  ['numeric_add', { make: sum }],
  ['numeric_sub', { make: difference }],
  ['numeric_mul', { make: product }],
  ['numeric_mod', { make: remainder }],
  ['numeric_uminus', { make: () => negative }],
  ['numeric_abs', { make: () => absolute }],
  ['json_object_field', { make: (arena, name) => member(arena, name, 'json') }],
  ['jsonb_object_field', { make: (arena, name) => member(arena, name, 'jsonb') }],
  ['json_object_field_text', { make: (arena, name) => memberText(arena, name, 'json') }],
  ['jsonb_object_field_text', { make: (arena, name) => memberText(arena, name, 'jsonb') }],
  ['jsonb_exists', { make: hasMember }],
]);
