/** The functions that evaluate a path, and those of the operators @? and @@. A constant path is prepared with its regular expressions. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { executionSource as source } from './source.js';

const define = (
  name: string,
  result: 'bool' | 'jsonb',
  summary: string,
  examples: readonly CallExample[],
): CallDefinition =>
  defineCall({
    name,
    summary,
    source,
    args: { target: 'jsonb', path: 'jsonpath', vars: 'jsonb', silent: 'bool' },
    result,
    mayReturnNull: true,
    prepare: { args: ['path'], make: 'jsonpath_prepare', run: `${name}_prepared` },
    examples,
  });

const operator = (name: string, summary: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name,
    summary,
    source,
    args: { target: 'jsonb', path: 'jsonpath' },
    result: 'bool',
    mayReturnNull: true,
    prepare: { args: ['path'], make: 'jsonpath_prepare', run: `${name}_prepared` },
    examples,
  });

export const jsonpathQuery: readonly CallDefinition[] = [
  define('jsonb_path_exists', 'bool', 'Whether the path gives a value.', [
    { target: '{"a":[1,2,3]}', path: '$.a[*] ? (@ >= $least)', vars: '{"least":3}', silent: false, gives: true },
    { target: '{"a":1}', path: 'strict $.b', vars: '{}', silent: false, raises: '2203A' },
    { target: '{"a":1}', path: 'strict $.b', vars: '{}', silent: true, gives: null },
    { target: '{"a":1}', path: '$.b', vars: '[]', silent: true, raises: '22023' },
    { target: '{"a":1}', path: '$x', vars: '{}', silent: true, raises: '42704' },
    { target: null, path: '$', vars: '{}', silent: false, gives: null },
  ]),
  define('jsonb_path_match', 'bool', 'The boolean that the path gives.', [
    { target: '{"a":[1,2,3]}', path: 'exists($.a[*] ? (@ > 2))', vars: '{}', silent: false, gives: true },
    { target: '{"a":"x"}', path: '$.a == 1', vars: '{}', silent: false, gives: null },
    { target: '1', path: '$', vars: '{}', silent: false, raises: '22038' },
    { target: '1', path: '$', vars: '{}', silent: true, gives: null },
  ]),
  define('jsonb_path_query_first', 'jsonb', 'The first value that the path gives.', [
    { target: '[[1,2],{"b":"x"}]', path: '$.**.b', vars: '{}', silent: false, gives: '"x"' },
    { target: '[1,2]', path: '$[last] * 1.5', vars: '{}', silent: false, gives: '3.0' },
    { target: '[1,2]', path: '$[2]', vars: '{}', silent: false, gives: null },
    { target: '1', path: '$ / 0', vars: '{}', silent: false, raises: '22012' },
    { target: '1', path: '$ / 0', vars: '{}', silent: true, gives: null },
    { target: '"12x"', path: '$.integer()', vars: '{}', silent: false, raises: '22036' },
  ]),
  define('jsonb_path_query_array', 'jsonb', 'All values that the path gives, in an array.', [
    { target: '{"b":[1,null],"a":{}}', path: '$.*', vars: '{}', silent: false, gives: '[{}, [1, null]]' },
    {
      target: '{"a":{"b":1}}',
      path: '$.a.keyvalue()',
      vars: '{}',
      silent: false,
      gives: '[{"id": 16, "key": "b", "value": 1}]',
    },
    {
      target: '[1,"2",true]',
      path: '$[*].type()',
      vars: '{}',
      silent: false,
      gives: '["number", "string", "boolean"]',
    },
    { target: '["ab","b"]', path: '$[*] ? (@ like_regex "^A" flag "i")', vars: '{}', silent: false, gives: '["ab"]' },
    { target: '[1,2,"x"]', path: 'strict $[*].abs()', vars: '{}', silent: true, gives: '[1, 2]' },
  ]),
  // These may use the session's time zone.
  define('jsonb_path_exists_tz', 'bool', 'Whether the path gives a value.', []),
  define('jsonb_path_match_tz', 'bool', 'The boolean that the path gives.', []),
  define('jsonb_path_query_first_tz', 'jsonb', 'The first value that the path gives.', []),
  define('jsonb_path_query_array_tz', 'jsonb', 'All values that the path gives, in an array.', []),
  operator('jsonb_path_exists_opr', 'Whether the path gives a value; null for an error.', [
    { target: '{"a":[1,2]}', path: '$.a[*] ? (@ == 2)', gives: true },
    { target: '{"a":[1,2]}', path: 'strict $.b', gives: null },
    { target: '{}', path: '$ ? ($x == 1)', raises: '42704' },
  ]),
  operator('jsonb_path_match_opr', 'The boolean that the path gives; null for anything else.', [
    { target: '{"a":[1,2]}', path: '$.a[*] > 1', gives: true },
    { target: '{"a":[1,2]}', path: '$.a', gives: null },
  ]),
];
