/** time without time zone: input, output, comparison, arithmetic and its fields. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/date.c';

export const timeFunctions: readonly CallDefinition[] = [
  defineCall({
    name: 'time_in',
    summary: "time from text.",
    source,
    args: { a: 'cstring', modifier: 'int4' },
    result: 'time',
    examples: [
      { a: '04:05:06.789', modifier: '-1', gives: '04:05:06.789' },
      { a: '040506', modifier: '-1', gives: '04:05:06' },
      { a: '04:05 PM', modifier: '-1', gives: '16:05:00' },
      { a: '24:00:00', modifier: '-1', gives: '24:00:00' },
      { a: '24:00:01', modifier: '-1', raises: '22008' },
      { a: '04:05:06.789', modifier: '1', gives: '04:05:06.8' },
      { a: 'allballs', modifier: '-1', gives: '00:00:00' },
      { a: '04:05:06-08', modifier: '-1', gives: '04:05:06' },
      { a: '2003-04-12 04:05:06 America/New_York', modifier: '-1', gives: '04:05:06' },
      { a: '04:05 America/New_York', modifier: '-1', raises: '22007' },
      { a: '25:00', modifier: '-1', raises: '22008' },
      { a: 'nonsense', modifier: '-1', raises: '22007' },
    ],
  }),
  defineCall({
    name: 'time_out',
    summary: "time to text.",
    source,
    args: { a: 'time' },
    result: 'cstring',
    examples: [
      { a: '04:05:06.7', gives: '04:05:06.7' },
      { a: '24:00:00', gives: '24:00:00' },
    ],
  }),
  defineCall({
    name: 'time_scale',
    summary: "a rounded to digits of a second.",
    source,
    args: { a: 'time', modifier: 'int4' },
    result: 'time',
    examples: [
      { a: '04:05:06.56789', modifier: '2', gives: '04:05:06.57' },
      { a: '23:59:59.5', modifier: '0', gives: '24:00:00' },
    ],
  }),
  defineCall({
    name: 'time_cmp',
    summary: "Comparison: -1, 0 or 1.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'int4',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: '-1' },
      { a: '04:05:06', b: '04:05:06', gives: '0' },
    ],
  }),
  defineCall({
    name: 'time_eq',
    summary: "a = b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'time_ne',
    summary: "a <> b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: 't' },
    ],
  }),
  defineCall({
    name: 'time_lt',
    summary: "a < b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: 't' },
    ],
  }),
  defineCall({
    name: 'time_le',
    summary: "a <= b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:06', gives: 't' },
    ],
  }),
  defineCall({
    name: 'time_gt',
    summary: "a > b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'time_ge',
    summary: "a >= b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'bool',
    examples: [
      { a: '04:05:06', b: '04:05:06', gives: 't' },
    ],
  }),
  defineCall({
    name: 'time_smaller',
    summary: "The lesser of a and b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'time',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: '04:05:06' },
    ],
  }),
  defineCall({
    name: 'time_larger',
    summary: "The greater of a and b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'time',
    examples: [
      { a: '04:05:06', b: '04:05:07', gives: '04:05:07' },
    ],
  }),
  defineCall({
    name: 'time_pl_interval',
    summary: "a + b round the clock.",
    source,
    args: { a: 'time', b: 'interval' },
    result: 'time',
    examples: [
      { a: '23:00:00', b: '1 day 02:00:00', gives: '01:00:00' },
      { a: '01:00:00', b: '-02:00:00', gives: '23:00:00' },
      { a: '01:00:00', b: 'infinity', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'time_mi_interval',
    summary: "a - b round the clock.",
    source,
    args: { a: 'time', b: 'interval' },
    result: 'time',
    examples: [
      { a: '01:00:00', b: '02:00:00', gives: '23:00:00' },
      { a: '01:00:00', b: '-infinity', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'time_mi_time',
    summary: "a - b.",
    source,
    args: { a: 'time', b: 'time' },
    result: 'interval',
    examples: [
      { a: '01:00:00', b: '02:00:00.5', gives: '-01:00:00.5' },
    ],
  }),
  defineCall({
    name: 'extract_time',
    summary: "A field of a time.",
    source,
    args: { field: 'text', a: 'time' },
    result: 'numeric',
    examples: [
      { field: 'second', a: '13:30:25.575401', gives: '25.575401' },
      { field: 'epoch', a: '13:30:25.575401', gives: '48625.575401' },
      { field: 'hour', a: '13:30:25', gives: '13' },
      { field: 'milliseconds', a: '13:30:25.575401', gives: '25575.401' },
      { field: 'day', a: '13:30:25', raises: '0A000' },
      { field: 'fortnight', a: '13:30:25', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'time_part',
    summary: "A field of a time.",
    source,
    args: { field: 'text', a: 'time' },
    result: 'float8',
    examples: [
      { field: 'second', a: '13:30:25.575401', gives: '25.575401' },
      { field: 'epoch', a: '13:30:25.575401', gives: '48625.575401' },
      { field: 'timezone', a: '13:30:25', raises: '0A000' },
    ],
  }),
];
