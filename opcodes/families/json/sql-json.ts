/** What JSON_OBJECT, JSON_ARRAY, JSON(…) and IS JSON become. They are not in PostgreSQL's catalog, so tests of expressions cover them. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { jsonSource, jsonbSource } from './source.js';

const withOptions = (json: 'json' | 'jsonb', source: string): readonly CallDefinition[] => [
  defineCall({
    name: `${json}_array_without_nulls`,
    summary: 'An array of the arguments that are not null.',
    source,
    args: { a: 'any' },
    result: json,
    nulls: 'called',
    variadic: true,
    needsTypes: true,
    examples: [],
  }),
  defineCall({
    name: `${json}_object_with`,
    summary: 'An object of keys and values; options: 1 without nulls, 2 with unique keys.',
    source,
    args: { options: 'int4', a: 'any' },
    result: json,
    nulls: 'called',
    variadic: true,
    needsTypes: true,
    examples: [],
  }),
];

export const sqlJsonConstructs: readonly CallDefinition[] = [
  ...withOptions('json', jsonSource),
  ...withOptions('jsonb', jsonbSource),
  defineCall({
    name: 'json_in_unique',
    summary: 'text → json, in which no object has a key twice.',
    source: jsonSource,
    args: { a: 'text' },
    result: 'json',
    examples: [],
  }),
  defineCall({
    name: 'text_is_json',
    summary:
      'Whether the function of that number reads the text as JSON of a kind: 1 an object, 2 an array, 4 a scalar.',
    source: jsonSource,
    args: { kinds: 'int4', number: 'int4', a: 'text' },
    result: 'bool',
    examples: [],
  }),
  ...(['json', 'jsonb'] as const).map((json) =>
    defineCall({
      name: `${json}_is_json`,
      summary: 'Whether the value is of a kind: 1 an object, 2 an array, 4 a scalar.',
      source: jsonSource,
      args: { kinds: 'int4', a: json },
      result: 'bool',
      examples: [],
    }),
  ),
];
