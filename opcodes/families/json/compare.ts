/** The order of jsonb, containment, existence of keys and hashes. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { jsonbOperatorsSource as source } from './source.js';

const ofTwo = (name: string, summary: string, examples: readonly CallExample[], result = 'bool'): CallDefinition =>
  defineCall({ name, summary, source, args: { a: 'jsonb', b: 'jsonb' }, result, examples });

export const jsonCompare: readonly CallDefinition[] = [
  ofTwo(
    'jsonb_cmp',
    '-1, 0 or 1 as a is less than, equal to or greater than b.',
    [
      { a: '[]', b: 'null', gives: -1 },
      { a: '{"a":1}', b: '[1,2,3]', gives: 1 },
      { a: '{"b":1}', b: '{"a":2}', gives: 1 },
      { a: '"b"', b: '"ab"', gives: 1 },
      { a: '1', b: '[1]', gives: -1 },
    ],
    'int4',
  ),
  ofTwo('jsonb_eq', 'a = b.', [
    { a: '{"a":1.0,"b":[]}', b: '{"b":[],"a":1.00}', gives: true },
    { a: null, b: '1', gives: null },
  ]),
  ofTwo('jsonb_ne', 'a <> b.', [{ a: '1', b: '"1"', gives: true }]),
  ofTwo('jsonb_lt', 'a < b.', [{ a: 'null', b: '"a"', gives: true }]),
  ofTwo('jsonb_le', 'a <= b.', [{ a: 'true', b: 'false', gives: false }]),
  ofTwo('jsonb_gt', 'a > b.', [{ a: 'true', b: '1', gives: true }]),
  ofTwo('jsonb_ge', 'a >= b.', [{ a: '[1,2]', b: '[3,0]', gives: false }]),
  ofTwo('jsonb_contains', 'a @> b.', [
    { a: '{"a":[1,{"b":2}],"c":3}', b: '{"a":[{"b":2}]}', gives: true },
    { a: '[1,2]', b: '2', gives: true },
    { a: '2', b: '[2]', gives: false },
    { a: '[[1]]', b: '[1]', gives: false },
  ]),
  ofTwo('jsonb_contained', 'a <@ b.', [{ a: '[1,1]', b: '[1]', gives: true }]),
  defineCall({
    name: 'jsonb_exists',
    summary: 'Whether an object has the key, or an array the string.',
    source,
    args: { a: 'jsonb', key: 'text' },
    result: 'bool',
    examples: [
      { a: '{"a":1}', key: 'a', gives: true },
      { a: '["a",1]', key: '1', gives: false },
      { a: '"a"', key: 'a', gives: true },
    ],
  }),
  // Examples would need the type text[].
  defineCall({
    name: 'jsonb_exists_any',
    summary: 'Whether one of the keys exists.',
    source,
    args: { a: 'jsonb', keys: '_text' },
    result: 'bool',
    examples: [],
  }),
  defineCall({
    name: 'jsonb_exists_all',
    summary: 'Whether all of the keys exist.',
    source,
    args: { a: 'jsonb', keys: '_text' },
    result: 'bool',
    examples: [],
  }),
  defineCall({
    name: 'jsonb_hash',
    summary: 'PostgreSQL’s hash.',
    source,
    args: { a: 'jsonb' },
    result: 'int4',
    examples: [{ a: '{"a":[1.0,true,null,"x"]}', gives: 916081109 }],
  }),
  defineCall({
    name: 'jsonb_hash_extended',
    summary: 'PostgreSQL’s hash with a seed.',
    source,
    args: { a: 'jsonb', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '{"a":[1.0,true,null,"x"]}', seed: 7, gives: 7996126807137960390n }],
  }),
];
