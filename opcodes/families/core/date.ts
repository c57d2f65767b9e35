/** Functions of dates: comparison, and adding and subtracting days. */
import { defineFunction, type FunctionDefinition } from '../../language/function.js';
import { bind, checked, i32, when, type I32 } from '../../language/term.js';
import { dateNoBegin, dateNoEnd, endDate, minDate, notFinite } from './calendar.js';
import { compareFamily, compareI32, sameOnBothSides } from './compare.js';

const source = 'src/backend/utils/adt/date.c';

/** A sum of a date and days; `wrapped` says whether it left 32 bits. */
const inRange = (sum: I32, wrapped: (sum: I32) => I32): I32 =>
  bind(sum, (s) =>
    checked(
      i32.or(wrapped(s), i32.or(i32.lt_s(s, i32.const(minDate)), i32.ge_s(s, i32.const(endDate)))),
      'DATE_OUT_OF_RANGE',
      s,
    ),
  );

const zero = i32.const(0);

export const date: readonly FunctionDefinition[] = [
  ...compareFamily({
    left: 'date',
    right: 'date',
    source,
    name: (op) => `date_${op}`,
    compare: compareI32,
    sorted: sameOnBothSides([dateNoBegin, minDate, -1, 0, 9131, endDate - 1, dateNoEnd]),
  }),
  defineFunction({
    name: 'date_mi',
    summary: 'a - b: the days from b to a.',
    source,
    args: { a: 'date', b: 'date' },
    result: 'int4',
    value: ({ a, b }) => checked(i32.or(notFinite(a), notFinite(b)), 'CANNOT_SUBTRACT_INFINITE_DATES', i32.sub(a, b)),
    examples: [
      { a: 9131, b: 0, gives: 9131 },
      { a: 0, b: 9131, gives: -9131 },
      { a: endDate - 1, b: minDate, gives: 2147483493 },
      { a: dateNoEnd, b: 0, raises: '22008' },
      { a: 0, b: dateNoBegin, raises: '22008' },
      { a: dateNoEnd, b: dateNoEnd, raises: '22008' },
      { a: null, b: 0, gives: null },
      { a: dateNoEnd, b: null, gives: null },
    ],
  }),
  // A day more or less is a greater or smaller number, unless it wrapped.
  defineFunction({
    name: 'date_pli',
    summary: 'a + b: b days after a; infinity stays.',
    source,
    args: { a: 'date', b: 'int4' },
    result: 'date',
    value: ({ a, b }) =>
      when(
        notFinite(a),
        a,
        inRange(i32.add(a, b), (sum) => i32.ne(i32.lt_s(b, zero), i32.lt_s(sum, a))),
      ),
    examples: [
      { a: 0, b: 31, gives: 31 },
      { a: 31, b: -32, gives: -1 },
      { a: 0, b: 0, gives: 0 },
      { a: endDate - 2, b: 1, gives: endDate - 1 },
      { a: endDate - 1, b: 1, raises: '22008' },
      { a: endDate - 1, b: 2147483647, raises: '22008' },
      { a: minDate, b: 0, gives: minDate },
      { a: minDate, b: -1, raises: '22008' },
      { a: minDate, b: -2147483648, raises: '22008' },
      { a: minDate, b: 2147483493, gives: endDate - 1 },
      { a: 0, b: 2147483647, raises: '22008' },
      { a: dateNoEnd, b: -1, gives: dateNoEnd },
      { a: dateNoBegin, b: 1, gives: dateNoBegin },
      { a: null, b: 1, gives: null },
      { a: 0, b: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'date_mii',
    summary: 'a - b: b days before a; infinity stays.',
    source,
    args: { a: 'date', b: 'int4' },
    result: 'date',
    value: ({ a, b }) =>
      when(
        notFinite(a),
        a,
        inRange(i32.sub(a, b), (rest) => i32.ne(i32.gt_s(b, zero), i32.lt_s(rest, a))),
      ),
    examples: [
      { a: 31, b: 31, gives: 0 },
      { a: 0, b: -1, gives: 1 },
      { a: 0, b: 1, gives: -1 },
      { a: endDate - 1, b: -1, raises: '22008' },
      { a: endDate - 1, b: -2147483648, raises: '22008' },
      { a: endDate - 1, b: 2147483493, gives: minDate },
      { a: minDate, b: 1, raises: '22008' },
      { a: minDate, b: 2147483647, raises: '22008' },
      { a: 0, b: -2147483648, raises: '22008' },
      { a: dateNoEnd, b: 1, gives: dateNoEnd },
      { a: dateNoBegin, b: -1, gives: dateNoBegin },
      { a: null, b: 1, gives: null },
      { a: 0, b: null, gives: null },
    ],
  }),
];
