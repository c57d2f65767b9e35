/** Multiranges: texts, constructors, bounds, operators with multiranges, ranges and values (utils/adt/multirangetypes.c). */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { definedIn } from './define.js';

const source = 'src/backend/utils/adt/multirangetypes.c';
const define = definedIn(source);

const types = { multirange: 'anymultirange', range: 'anyrange', elem: 'anyelement' } as const;
type Kind = keyof typeof types;
const relation = (name: string, summary: string, a: Kind, b: Kind) =>
  define({ name, summary, args: { a: types[a], b: types[b] }, result: 'bool' });
/** A relation of a multirange to another, to a range, and of a range to a multirange. */
const relations = (name: string, summary: string): readonly CallDefinition[] => [
  relation(`multirange_${name}_multirange`, summary, 'multirange', 'multirange'),
  relation(`multirange_${name}_range`, summary, 'multirange', 'range'),
  relation(`range_${name}_multirange`, summary, 'range', 'multirange'),
];
const comparison = (name: string, summary: string) => relation(name, summary, 'multirange', 'multirange');
const combination = (name: string, summary: string) =>
  define({ name, summary, args: { a: 'anymultirange', b: 'anymultirange' }, result: 'anymultirange' });
const known = (name: string, summary: string) =>
  define({ name, summary, args: { a: 'anymultirange' }, result: 'bool' });
/** A bound, by how its type is held. */
const bound = (name: string, summary: string): readonly CallDefinition[] =>
  [
    { suffix: '', result: 'anyelement' },
    { suffix: '_i32', result: 'int4' },
    { suffix: '_i64', result: 'int8' },
  ].map(({ suffix, result }) =>
    define({ name: `${name}${suffix}`, summary, args: { a: 'anymultirange' }, result, mayReturnNull: true }),
  );

export const multiranges: readonly CallDefinition[] = [
  define({
    name: 'multirange_in',
    summary: 'text to a multirange; type is the oid of its type.',
    args: { a: 'cstring', type: 'int4' },
    result: 'anymultirange',
  }),
  define({ name: 'multirange_out', summary: 'A multirange to text.', args: { a: 'anymultirange' }, result: 'cstring' }),
  defineCall({
    name: 'multirange_constructor0',
    summary: 'The empty multirange.',
    source,
    args: {},
    result: 'anymultirange',
    nulls: 'called',
    needsTypes: true,
    examples: [],
  }),
  define({
    name: 'multirange_constructor1',
    summary: 'The multirange of one range.',
    args: { a: 'anyrange' },
    result: 'anymultirange',
  }),
  defineCall({
    name: 'multirange_constructor2',
    summary: 'The multirange of any number of ranges.',
    source,
    args: { a: 'anyrange' },
    result: 'anymultirange',
    nulls: 'called',
    variadic: true,
    examples: [],
  }),
  ...bound('multirange_lower', 'The lower bound of the first range, null where there is none.'),
  ...bound('multirange_upper', 'The upper bound of the last range, null where there is none.'),
  known('multirange_empty', 'Whether no value is in it.'),
  known('multirange_lower_inc', 'Whether the lower bound is in it.'),
  known('multirange_upper_inc', 'Whether the upper bound is in it.'),
  known('multirange_lower_inf', 'Whether it has no lower bound.'),
  known('multirange_upper_inf', 'Whether it has no upper bound.'),
  relation('multirange_contains_elem', 'Whether the value b is in a.', 'multirange', 'elem'),
  relation('elem_contained_by_multirange', 'Whether the value a is in b.', 'elem', 'multirange'),
  ...relations('contains', 'a @> b.'),
  ...relations('contained_by', 'a <@ b.'),
  ...relations('overlaps', 'a && b: a value is in both.'),
  ...relations('overleft', 'a &< b: a does not end after b.'),
  ...relations('overright', 'a &> b: a does not begin before b.'),
  ...relations('before', 'a << b: a ends before b begins.'),
  ...relations('after', 'a >> b: a begins after b ends.'),
  ...relations('adjacent', 'a -|- b: they meet at an end, and have nothing in common.'),
  comparison('multirange_eq', 'a = b.'),
  comparison('multirange_ne', 'a <> b.'),
  comparison('multirange_lt', 'a < b.'),
  comparison('multirange_le', 'a <= b.'),
  comparison('multirange_gt', 'a > b.'),
  comparison('multirange_ge', 'a >= b.'),
  define({
    name: 'multirange_cmp',
    summary: '-1, 0 or 1.',
    args: { a: 'anymultirange', b: 'anymultirange' },
    result: 'int4',
  }),
  combination('multirange_union', 'a + b.'),
  combination('multirange_intersect', 'a * b.'),
  combination('multirange_minus', 'a - b.'),
  define({
    name: 'range_merge_from_multirange',
    summary: 'The smallest range that holds all of a.',
    args: { a: 'anymultirange' },
    result: 'anyrange',
  }),
  define({
    name: 'hash_multirange',
    summary: 'The hash by which PostgreSQL finds a in a hash table.',
    args: { a: 'anymultirange' },
    result: 'int4',
  }),
  define({
    name: 'hash_multirange_extended',
    summary: 'The hash of a in 64 bits, with the seed b.',
    args: { a: 'anymultirange', b: 'int8' },
    result: 'int8',
  }),
];
