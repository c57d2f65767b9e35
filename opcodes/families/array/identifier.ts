/** An identifier of SQL taken apart. */
import { defineCall, type CallDefinition } from '../../language/call.js';

export const identifierParts: readonly CallDefinition[] = [
  defineCall({
    name: 'parse_ident',
    summary: 'The parts of a qualified identifier; strict says that nothing may follow it.',
    source: 'src/backend/utils/adt/misc.c',
    args: { a: 'text', strict: 'bool' },
    result: '_text',
    examples: [
      { a: 'Schema."Some""Table"', strict: true, gives: '{schema,"Some\\"Table"}' },
      {
        a: ' first . "  second  " ."   third   ". É$1 ',
        strict: true,
        gives: '{first,"  second  ","   third   ",É$1}',
      },
      { a: 'foo.boo[]', strict: false, gives: '{foo,boo}' },
      { a: 'a b', strict: false, gives: '{a}' },
      { a: 'foo.boo[]', strict: true, raises: '22023' },
      { a: '', strict: true, raises: '22023' },
      { a: '', strict: false, raises: '22023' },
      { a: '1020', strict: true, raises: '22023' },
      { a: 'a..b', strict: false, raises: '22023' },
      { a: 'xxx.1020', strict: true, raises: '22023' },
      { a: '"abc', strict: true, raises: '22023' },
      { a: 'a.""', strict: true, raises: '22023' },
      { a: '"a"b', strict: true, raises: '22023' },
      { a: null, strict: true, gives: null },
    ],
  }),
];
