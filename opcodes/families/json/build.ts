/** json and jsonb from values of any type. Their argument types are polymorphic, so the tests have the examples. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { jsonSource, jsonbSource } from './source.js';

const of = (json: 'json' | 'jsonb', source: string): readonly CallDefinition[] => [
  defineCall({
    name: `to_${json}`,
    summary: `Any value → ${json}.`,
    source,
    args: { a: 'anyelement' },
    result: json,
    needsTypes: true,
    examples: [],
  }),
  defineCall({
    name: `${json}_build_array`,
    summary: 'An array of the arguments.',
    source,
    args: { a: 'any' },
    result: json,
    nulls: 'called',
    variadic: true,
    needsTypes: true,
    examples: [],
  }),
  defineCall({
    name: `${json}_build_object`,
    summary: 'An object of the arguments, each key with the value after it.',
    source,
    args: { a: 'any' },
    result: json,
    nulls: 'called',
    variadic: true,
    needsTypes: true,
    examples: [],
  }),
  defineCall({
    name: `${json}_build_array_noargs`,
    summary: 'An empty array.',
    source,
    args: {},
    result: json,
    examples: [{ gives: '[]' }],
  }),
  defineCall({
    name: `${json}_build_object_noargs`,
    summary: 'An empty object.',
    source,
    args: {},
    result: json,
    examples: [{ gives: '{}' }],
  }),
];

export const jsonBuild: readonly CallDefinition[] = [...of('json', jsonSource), ...of('jsonb', jsonbSource)];
