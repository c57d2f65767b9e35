/** Arithmetic of intervals. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const intervalArithmetic: readonly CallDefinition[] = [
  defineCall({
    name: 'interval_um',
    summary: "-a.",
    source,
    args: { a: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon -2 days 03:04:05', gives: '-1 mons +2 days -03:04:05' },
      { a: 'infinity', gives: '-infinity' },
      { a: '-2147483648 days', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'interval_pl',
    summary: "a + b.",
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon', b: '1 day 01:00:00', gives: '1 mon 1 day 01:00:00' },
      { a: 'infinity', b: '-1 days', gives: 'infinity' },
      { a: 'infinity', b: '-infinity', raises: '22008' },
      { a: '2147483647 days', b: '1 day', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'interval_mi',
    summary: "a - b.",
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon', b: '1 day 01:00:00', gives: '1 mon -1 days -01:00:00' },
      { a: '1 day', b: 'infinity', gives: '-infinity' },
      { a: 'infinity', b: 'infinity', raises: '22008' },
      { a: '-2147483648 days', b: '1 day', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'interval_mul',
    summary: "a times b.",
    source,
    args: { a: 'interval', b: 'float8' },
    result: 'interval',
    examples: [
      { a: '1 mon 1 day', b: '1.5', gives: '1 mon 16 days 12:00:00' },
      { a: '1 year', b: '0.0416', gives: '14 days 23:25:26.4' },
      { a: '1 day', b: 'Infinity', gives: 'infinity' },
      { a: '0', b: 'Infinity', raises: '22008' },
      { a: 'infinity', b: '0', raises: '22008' },
      { a: 'infinity', b: '-1', gives: '-infinity' },
      { a: '1 day', b: 'NaN', raises: '22008' },
      { a: '2000000000 days', b: '2', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'mul_d_interval',
    summary: "b times a.",
    source,
    args: { a: 'float8', b: 'interval' },
    result: 'interval',
    examples: [
      { a: '-0.5', b: '3 mons 5 days 07:00:01', gives: '-1 mons -17 days -15:30:00.5' },
    ],
  }),
  defineCall({
    name: 'interval_div',
    summary: "a divided by b.",
    source,
    args: { a: 'interval', b: 'float8' },
    result: 'interval',
    examples: [
      { a: '1 mon 1 day', b: '4', gives: '7 days 18:00:00' },
      { a: '1 day', b: '0', raises: '22012' },
      { a: '1 day', b: 'Infinity', gives: '00:00:00' },
      { a: 'infinity', b: '-2', gives: '-infinity' },
      { a: 'infinity', b: 'Infinity', raises: '22008' },
      { a: '1 year', b: '7', gives: '1 mon 21 days 10:17:08.5344' },
    ],
  }),
  defineCall({
    name: 'interval_justify_hours',
    summary: "Whole days taken out of the time.",
    source,
    args: { a: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 day 27:03:04', gives: '2 days 03:03:04' },
      { a: '1 day -25:00:00', gives: '-01:00:00' },
      { a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'interval_justify_days',
    summary: "Whole months taken out of the days.",
    source,
    args: { a: 'interval' },
    result: 'interval',
    examples: [
      { a: '35 days', gives: '1 mon 5 days' },
      { a: '1 mon -31 days', gives: '-1 days' },
      { a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'interval_justify_interval',
    summary: "Days out of the time, months out of the days, and one sign.",
    source,
    args: { a: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon -1 hour', gives: '29 days 23:00:00' },
      { a: '-1 mon 35 days 27:00:00', gives: '6 days 03:00:00' },
      { a: '2147483647 mons 2147483647 days 2562047788:00:54', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'interval_trunc',
    summary: "a cut to a unit.",
    source,
    args: { unit: 'text', a: 'interval' },
    result: 'interval',
    examples: [
      { unit: 'month', a: '1 year 2 mons 3 days 04:05:06.789', gives: '1 year 2 mons' },
      { unit: 'QUARTER', a: '-7 mons', gives: '-6 mons' },
      { unit: 'milliseconds', a: '04:05:06.789012', gives: '04:05:06.789' },
      { unit: 'week', a: '1 day', raises: '0A000' },
      { unit: 'fortnight', a: '1 day', raises: '22023' },
      { unit: 'hour', a: 'infinity', gives: 'infinity' },
    ],
  }),
];
