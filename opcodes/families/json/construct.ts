/** Objects of texts, JSON of arrays, and jsonb_set_lax. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { jsonFunctionsSource, jsonSource, jsonbSource } from './source.js';

const objects = (json: 'json' | 'jsonb', source: string): readonly CallDefinition[] => {
  const pair = (a: string, b: string): string =>
    json === 'json' ? `{"a" : ${a}, "b" : ${b}}` : `{"a": ${a}, "b": ${b}}`;
  const one: readonly CallExample[] = [
    { a: '{a,1,b,2}', gives: pair('"1"', '"2"') },
    { a: '{{a,1},{b,NULL}}', gives: pair('"1"', 'null') },
    { a: '{}', gives: '{}' },
    { a: '{a}', raises: '2202E' },
    { a: '{{a},{b}}', raises: '2202E' },
    { a: '{NULL,1}', raises: '22004' },
    { a: null, gives: null },
  ];
  return [
    defineCall({
      name: `${json}_object`,
      summary: 'An object of keys and values in turn.',
      source,
      args: { a: '_text' },
      result: json,
      examples: one,
    }),
    defineCall({
      name: `${json}_object_two_arg`,
      summary: 'An object of keys and values.',
      source,
      args: { keys: '_text', values: '_text' },
      result: json,
      examples: [
        { keys: '{a,b}', values: '{1,NULL}', gives: pair('"1"', 'null') },
        { keys: '{a,b}', values: '{1}', raises: '2202E' },
        { keys: '{NULL}', values: '{1}', raises: '22004' },
      ],
    }),
  ];
};

export const jsonConstruct: readonly CallDefinition[] = [
  ...objects('json', jsonSource),
  ...objects('jsonb', jsonbSource),
  defineCall({
    name: 'array_to_json',
    summary: 'An array → json.',
    source: jsonSource,
    args: { a: 'anyarray' },
    result: 'json',
    examples: [],
  }),
  defineCall({
    name: 'array_to_json_pretty',
    summary: 'An array → json, with a line for each element if that is wanted.',
    source: jsonSource,
    args: { a: 'anyarray', lines: 'bool' },
    result: 'json',
    examples: [],
  }),
  defineCall({
    name: 'jsonb_set_lax',
    summary: 'What jsonb_set does, and for a null what the last argument says.',
    source: jsonFunctionsSource,
    args: { a: 'jsonb', path: '_text', value: 'jsonb', create: 'bool', treatment: 'text' },
    result: 'jsonb',
    nulls: 'called',
    mayReturnNull: true,
    examples: [
      { a: '{"a":1}', path: '{a}', value: null, create: true, treatment: 'use_json_null', gives: '{"a": null}' },
      { a: '{"a":1}', path: '{a}', value: null, create: true, treatment: 'delete_key', gives: '{}' },
      { a: '{"a":1}', path: '{a}', value: null, create: true, treatment: 'return_target', gives: '{"a": 1}' },
      { a: '{"a":1}', path: '{a}', value: null, create: true, treatment: 'raise_exception', raises: '22004' },
      { a: '{"a":1}', path: '{a}', value: '2', create: true, treatment: 'x', gives: '{"a": 2}' },
      { a: '{"a":1}', path: '{a}', value: null, create: true, treatment: 'x', raises: '22023' },
      { a: '{"a":1}', path: '{a}', value: '2', create: true, treatment: null, raises: '22023' },
      { a: '{"a":1}', path: '{a}', value: '2', create: null, treatment: 'x', gives: null },
    ],
  }),
];
