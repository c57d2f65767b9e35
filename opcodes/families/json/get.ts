/** Members by key, by index and by path. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { jsonFunctionsSource as source } from './source.js';

type Json = 'json' | 'jsonb';

const field = (json: Json, text: boolean, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `${json}_object_field${text ? '_text' : ''}`,
    summary: `The value of a key${text ? ', as text' : ''}; null if there is none.`,
    source,
    args: { a: json, key: 'text' },
    result: text ? 'text' : json,
    mayReturnNull: true,
    examples,
  });
const element = (json: Json, text: boolean, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `${json}_array_element${text ? '_text' : ''}`,
    summary: `An element of an array${text ? ', as text' : ''}, counted from 0, or from the end if the index is negative.`,
    source,
    args: { a: json, index: 'int4' },
    result: text ? 'text' : json,
    mayReturnNull: true,
    examples,
  });
const path = (json: Json, text: boolean, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `${json}_extract_path${text ? '_text' : ''}`,
    summary: `What a path of keys and indexes leads to${text ? ', as text' : ''}; null if nothing.`,
    source,
    args: { a: json, path: '_text' },
    result: text ? 'text' : json,
    mayReturnNull: true,
    examples,
  });

export const jsonGet: readonly CallDefinition[] = [
  field('json', false, [
    { a: '{"a": {"b" : 1} , "a":[ 2]}', key: 'a', gives: '[ 2]' },
    { a: '{"": null}', key: '', gives: 'null' },
    { a: '[1]', key: 'a', gives: null },
    { a: null, key: 'a', gives: null },
    { a: '{"a":1,"b":"\\u0000"}', key: 'a', raises: '22P05' },
  ]),
  field('json', true, [
    { a: '{"a": "x\\u0079\\t"}', key: 'a', gives: 'xy\t' },
    { a: '{"a": null}', key: 'a', gives: null },
    { a: '{"a": 1.50}', key: 'a', gives: '1.50' },
  ]),
  element('json', false, [
    { a: '[1, {"a":[2 ]} ,3]', index: 1, gives: '{"a":[2 ]}' },
    { a: '[1, 2]', index: -2, gives: '1' },
    { a: '[1, 2]', index: -3, gives: null },
    { a: '1', index: 0, gives: null },
  ]),
  element('json', true, [{ a: '["a", null]', index: 0, gives: 'a' }]),
  path('json', false, [{ a: '{"a":[{"b":1}]}', path: '{a,-1,b}', gives: '1' }]),
  path('json', true, [{ a: '{"a":["\\\\"]}', path: '{a," +0"}', gives: '\\' }]),
  field('jsonb', false, [
    { a: '{"a": {"b" : 1}, "c": "x"}', key: 'a', gives: '{"b": 1}' },
    { a: '{"a": {"b" : 1}, "c": "x"}', key: 'c', gives: '"x"' },
    { a: '{"a": 1.50}', key: 'a', gives: '1.50' },
    { a: '{"a": 1}', key: 'b', gives: null },
    { a: null, key: 'a', gives: null },
  ]),
  field('jsonb', true, [
    { a: '{"a": "x", "b": null, "c": [1,true]}', key: 'a', gives: 'x' },
    { a: '{"a": "x", "b": null, "c": [1,true]}', key: 'b', gives: null },
    { a: '{"a": "x", "b": null, "c": [1,true]}', key: 'c', gives: '[1, true]' },
  ]),
  element('jsonb', false, [
    { a: '[1, "a"]', index: -1, gives: '"a"' },
    { a: '[1, 2]', index: 2, gives: null },
    { a: '{"a":1}', index: 0, gives: null },
    { a: '[1, 2]', index: -2147483648, gives: null },
  ]),
  element('jsonb', true, [
    { a: '[1e2, "a"]', index: 0, gives: '100' },
    { a: '[1e2, "a"]', index: 1, gives: 'a' },
  ]),
  path('jsonb', false, [{ a: '{"a":[{"b":1}]}', path: '{a,-1,b}', gives: '1' }]),
  path('jsonb', true, [{ a: '{"a":["\\\\"]}', path: '{a," +0"}', gives: '\\' }]),
];
