/** Ranges: texts, constructors, bounds, operators (utils/adt/rangetypes.c). */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { definedIn } from './define.js';

const source = 'src/backend/utils/adt/rangetypes.c';
const define = definedIn(source);

const two = { a: 'anyrange', b: 'anyrange' };
const relation = (name: string, summary: string) => define({ name, summary, args: two, result: 'bool' });
const combination = (name: string, summary: string) => define({ name, summary, args: two, result: 'anyrange' });
const known = (name: string, summary: string) => define({ name, summary, args: { a: 'anyrange' }, result: 'bool' });
/** A bound, by how its type is held. */
const bound = (name: string, summary: string): readonly CallDefinition[] =>
  [
    { suffix: '', result: 'anyelement' },
    { suffix: '_i32', result: 'int4' },
    { suffix: '_i64', result: 'int8' },
  ].map(({ suffix, result }) =>
    define({ name: `${name}${suffix}`, summary, args: { a: 'anyrange' }, result, mayReturnNull: true }),
  );

export const ranges: readonly CallDefinition[] = [
  define({
    name: 'range_in',
    summary: 'text to a range; type is the oid of its type.',
    args: { a: 'cstring', type: 'int4' },
    result: 'anyrange',
  }),
  define({ name: 'range_out', summary: 'A range to text.', args: { a: 'anyrange' }, result: 'cstring' }),
  defineCall({
    name: 'range_constructor2',
    summary: 'The range from a, which is in it, to b, which is not; null is no bound.',
    source,
    args: { a: 'anyelement', b: 'anyelement' },
    result: 'anyrange',
    nulls: 'called',
    needsTypes: true,
    examples: [],
  }),
  defineCall({
    name: 'range_constructor3',
    summary: 'The range from a to b; flags say which bounds are in it: [], [), (], ().',
    source,
    args: { a: 'anyelement', b: 'anyelement', flags: 'text' },
    result: 'anyrange',
    nulls: 'called',
    needsTypes: true,
    examples: [],
  }),
  ...bound('range_lower', 'The lower bound, null where there is none.'),
  ...bound('range_upper', 'The upper bound, null where there is none.'),
  known('range_empty', 'Whether no value is in it.'),
  known('range_lower_inc', 'Whether the lower bound is in it.'),
  known('range_upper_inc', 'Whether the upper bound is in it.'),
  known('range_lower_inf', 'Whether it has no lower bound.'),
  known('range_upper_inf', 'Whether it has no upper bound.'),
  define({
    name: 'range_contains_elem',
    summary: 'Whether the value b is in a.',
    args: { a: 'anyrange', b: 'anyelement' },
    result: 'bool',
  }),
  define({
    name: 'elem_contained_by_range',
    summary: 'Whether the value a is in b.',
    args: { a: 'anyelement', b: 'anyrange' },
    result: 'bool',
  }),
  relation('range_contains', 'a @> b.'),
  relation('range_contained_by', 'a <@ b.'),
  relation('range_eq', 'a = b.'),
  relation('range_ne', 'a <> b.'),
  relation('range_lt', 'a < b.'),
  relation('range_le', 'a <= b.'),
  relation('range_gt', 'a > b.'),
  relation('range_ge', 'a >= b.'),
  relation('range_before', 'a << b: a ends before b begins.'),
  relation('range_after', 'a >> b: a begins after b ends.'),
  relation('range_adjacent', 'a -|- b: nothing is between them, and they have nothing in common.'),
  relation('range_overlaps', 'a && b: a value is in both.'),
  relation('range_overleft', 'a &< b: a does not end after b.'),
  relation('range_overright', 'a &> b: a does not begin before b.'),
  define({ name: 'range_cmp', summary: '-1, 0 or 1.', args: two, result: 'int4' }),
  combination('range_union', 'a + b.'),
  combination('range_intersect', 'a * b.'),
  combination('range_minus', 'a - b.'),
  combination('range_merge', 'The smallest range that holds a and b.'),
  define({
    name: 'hash_range',
    summary: 'The hash by which PostgreSQL finds a in a hash table.',
    args: { a: 'anyrange' },
    result: 'int4',
  }),
  define({
    name: 'hash_range_extended',
    summary: 'The hash of a in 64 bits, with the seed b.',
    args: { a: 'anyrange', b: 'int8' },
    result: 'int8',
  }),
];
