/** json and jsonb from and to text. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { jsonSource, jsonbSource } from './source.js';

export const jsonInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'json_in',
    summary: 'text → json: the text itself.',
    source: jsonSource,
    args: { a: 'cstring' },
    result: 'json',
    examples: [
      { a: ' {"a" : 1.0,"a":[]} ', gives: ' {"a" : 1.0,"a":[]} ' },
      { a: '"\\u0000"', gives: '"\\u0000"' },
      { a: '01', raises: '22P02' },
      { a: '', raises: '22P02' },
      { a: '['.repeat(20000), raises: '54001' },
    ],
  }),
  defineCall({
    name: 'json_out',
    summary: 'json → text.',
    source: jsonSource,
    args: { a: 'json' },
    result: 'cstring',
    examples: [{ a: '[1 ]', gives: '[1 ]' }],
  }),
  defineCall({
    name: 'jsonb_in',
    summary: 'text → jsonb.',
    source: jsonbSource,
    args: { a: 'cstring' },
    result: 'jsonb',
    examples: [
      { a: '{"bb":1,"a":2.50,"bb":[true,null,"\\u00e9\\n"]}', gives: '{"a": 2.50, "bb": [true, null, "é\\n"]}' },
      { a: '-0.0e-2', gives: '0.000' },
      { a: '1e-3', gives: '0.001' },
      { a: '"\\u0000"', raises: '22P05' },
      { a: '"\\ud83d"', raises: '22P02' },
      { a: '1e200000', raises: '22003' },
      { a: '[1,]', raises: '22P02' },
      { a: '['.repeat(20000), raises: '54001' },
    ],
  }),
  defineCall({
    name: 'jsonb_out',
    summary: 'jsonb → text.',
    source: jsonbSource,
    args: { a: 'jsonb' },
    result: 'cstring',
    examples: [{ a: '"\\u001f\\""', gives: '"\\u001f\\""' }],
  }),
  defineCall({
    name: 'jsonb_pretty',
    summary: 'jsonb → text with a line for each member.',
    source: jsonbSource,
    args: { a: 'jsonb' },
    result: 'text',
    examples: [
      { a: '{"a":[1,{}]}', gives: '{\n    "a": [\n        1,\n        {\n        }\n    ]\n}' },
      { a: '1', gives: '1' },
    ],
  }),
];
