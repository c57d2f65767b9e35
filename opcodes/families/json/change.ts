/** Values made of others: concatenation, deletion, changes by a path, nulls taken out. Those of text[] have examples in the tests. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { jsonFunctionsSource as source } from './source.js';

const byPath = (
  name: string,
  summary: string,
  others: Readonly<Record<string, string>>,
  examples: readonly CallExample[] = [],
): CallDefinition =>
  defineCall({ name, summary, source, args: { a: 'jsonb', path: '_text', ...others }, result: 'jsonb', examples });

const stripNulls = (json: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `${json}_strip_nulls`,
    summary: 'a without the pairs whose value is null, and without null elements if wanted.',
    source,
    args: { a: json, inArrays: 'bool' },
    result: json,
    examples,
  });

export const jsonChange: readonly CallDefinition[] = [
  defineCall({
    name: 'jsonb_concat',
    summary: 'a || b.',
    source,
    args: { a: 'jsonb', b: 'jsonb' },
    result: 'jsonb',
    examples: [
      { a: '{"a":1,"b":2}', b: '{"b":3,"aa":{}}', gives: '{"a": 1, "b": 3, "aa": {}}' },
      { a: '[1]', b: '2', gives: '[1, 2]' },
      { a: '{"a":1}', b: '[]', gives: '[{"a": 1}]' },
      { a: '1', b: '{}', gives: '[1, {}]' },
      { a: null, b: '{}', gives: null },
    ],
  }),
  defineCall({
    name: 'jsonb_delete',
    summary: 'a without a key, or without the elements that are the string.',
    source,
    args: { a: 'jsonb', key: 'text' },
    result: 'jsonb',
    examples: [
      { a: '{"a":1,"b":2}', key: 'a', gives: '{"b": 2}' },
      { a: '["a",1,"b","a"]', key: 'a', gives: '[1, "b"]' },
      { a: '"a"', key: 'a', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'jsonb_delete_array',
    summary: 'a without several keys.',
    source,
    args: { a: 'jsonb', keys: '_text' },
    result: 'jsonb',
    examples: [
      { a: '{"a":1,"b":2,"c":3}', keys: '{a,NULL,c}', gives: '{"b": 2}' },
      { a: '{"a":1}', keys: '{}', gives: '{"a": 1}' },
      { a: '1', keys: '{a,b}', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'jsonb_delete_idx',
    summary: 'a without an element.',
    source,
    args: { a: 'jsonb', index: 'int4' },
    result: 'jsonb',
    examples: [
      { a: '[1,2,3]', index: -1, gives: '[1, 2]' },
      { a: '[1,2,3]', index: 3, gives: '[1, 2, 3]' },
      { a: '{}', index: 0, raises: '22023' },
      { a: '1', index: 0, raises: '22023' },
    ],
  }),
  byPath('jsonb_delete_path', 'a without what the path leads to.', {}),
  byPath('jsonb_set', 'a with a value where the path leads to.', { value: 'jsonb', create: 'bool' }),
  byPath('jsonb_insert', 'a with a value beside what the path leads to.', { value: 'jsonb', after: 'bool' }),
  stripNulls('json', [
    { a: '{"a": null, "b" : [null, {"c":null}]}', inArrays: false, gives: '{"b":[null,{}]}' },
    { a: '[1, null, "\\u0041\\/"]', inArrays: true, gives: '[1,"A/"]' },
    { a: 'null', inArrays: true, gives: 'null' },
  ]),
  stripNulls('jsonb', [
    { a: '{"a": null, "b" : [null, {"c":null}]}', inArrays: false, gives: '{"b": [null, {}]}' },
    { a: '[1, null, 2]', inArrays: true, gives: '[1, 2]' },
  ]),
];
