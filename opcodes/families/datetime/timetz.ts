/** time with time zone: input, output, comparison, arithmetic and its fields. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/date.c';

export const timetzFunctions: readonly CallDefinition[] = [
  defineCall({
    name: 'timetz_in',
    summary: "time with time zone from text.",
    source,
    args: { a: 'cstring', modifier: 'int4' },
    result: 'timetz',
    examples: [
      { a: '04:05:06.789-08', modifier: '-1', gives: '04:05:06.789-08' },
      { a: '04:05:06 PST', modifier: '-1', gives: '04:05:06-08' },
      { a: '2003-04-12 04:05:06 America/New_York', modifier: '-1', gives: '04:05:06-04' },
      { a: '04:05:06.789+05:30', modifier: '1', gives: '04:05:06.8+05:30' },
      { a: '24:00:00+00', modifier: '-1', gives: '24:00:00+00' },
      { a: '04:05 America/New_York', modifier: '-1', raises: '22007' },
      { a: '04:05:06 Foo/Bar', modifier: '-1', raises: '22023' },
      { a: 'allballs', modifier: '-1', gives: '00:00:00+00' },
      { a: 'nonsense', modifier: '-1', raises: '22007' },
    ],
  }),
  defineCall({
    name: 'timetz_out',
    summary: "time with time zone to text.",
    source,
    args: { a: 'timetz' },
    result: 'cstring',
    examples: [
      { a: '04:05:06.7+05:30', gives: '04:05:06.7+05:30' },
      { a: '04:05:06-00:00:01', gives: '04:05:06-00:00:01' },
    ],
  }),
  defineCall({
    name: 'timetz_scale',
    summary: "a rounded to digits of a second.",
    source,
    args: { a: 'timetz', modifier: 'int4' },
    result: 'timetz',
    examples: [
      { a: '04:05:06.56789+02', modifier: '2', gives: '04:05:06.57+02' },
    ],
  }),
  defineCall({
    name: 'timetz_cmp',
    summary: "Comparison by the instant, then by the zone.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'int4',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: '-1' },
      { a: '04:05:06+02', b: '04:05:06+01', gives: '-1' },
      { a: '04:05:06+02', b: '04:05:06+02', gives: '0' },
    ],
  }),
  defineCall({
    name: 'timetz_eq',
    summary: "a = b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: 'f' },
      { a: '04:05:06+02', b: '04:05:06+02', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_ne',
    summary: "a <> b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_lt',
    summary: "a < b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_le',
    summary: "a <= b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_gt',
    summary: "a > b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '04:05:06+03', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_ge',
    summary: "a >= b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'bool',
    examples: [
      { a: '04:05:06+02', b: '04:05:06+02', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timetz_smaller',
    summary: "The lesser of a and b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'timetz',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: '04:05:06+02' },
    ],
  }),
  defineCall({
    name: 'timetz_larger',
    summary: "The greater of a and b.",
    source,
    args: { a: 'timetz', b: 'timetz' },
    result: 'timetz',
    examples: [
      { a: '04:05:06+02', b: '03:05:06+01', gives: '03:05:06+01' },
    ],
  }),
  defineCall({
    name: 'timetz_pl_interval',
    summary: "a + b round the clock.",
    source,
    args: { a: 'timetz', b: 'interval' },
    result: 'timetz',
    examples: [
      { a: '23:00:00+02', b: '1 day 02:00:00', gives: '01:00:00+02' },
      { a: '23:00:00+02', b: 'infinity', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'timetz_mi_interval',
    summary: "a - b round the clock.",
    source,
    args: { a: 'timetz', b: 'interval' },
    result: 'timetz',
    examples: [
      { a: '01:00:00+02', b: '02:00:00', gives: '23:00:00+02' },
    ],
  }),
  defineCall({
    name: 'extract_timetz',
    summary: "A field of a time with time zone.",
    source,
    args: { field: 'text', a: 'timetz' },
    result: 'numeric',
    examples: [
      { field: 'second', a: '13:30:25.575401+02', gives: '25.575401' },
      { field: 'epoch', a: '13:30:25.575401+02', gives: '41425.575401' },
      { field: 'timezone_minute', a: '13:30:25-05:30', gives: '-30' },
      { field: 'timezone', a: '13:30:25-05:30', gives: '-19800' },
      { field: 'day', a: '13:30:25+02', raises: '0A000' },
      { field: 'fortnight', a: '13:30:25+02', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'timetz_part',
    summary: "A field of a time with time zone.",
    source,
    args: { field: 'text', a: 'timetz' },
    result: 'float8',
    examples: [
      { field: 'second', a: '13:30:25.575401+02', gives: '25.575401' },
      { field: 'epoch', a: '13:30:25.575401+02', gives: '41425.575401' },
    ],
  }),
];
