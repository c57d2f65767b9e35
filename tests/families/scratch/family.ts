/** A family that only tests have: functions of 0, 3 and 9 arguments, with and without nulls, and a type, each made by one definition. */
import { defineCall } from '../../../opcodes/language/call.js';
import { defineFamily } from '../../../opcodes/language/family.js';
import { defineType } from '../../../opcodes/language/type.js';

const source = 'tests/families/scratch';

export const scratch = defineFamily({
  name: 'scratch',
  number: 15,
  summary: 'A family for tests.',
  types: [
    defineType({
      name: 'rgb',
      oid: 99_001,
      sqlName: 'rgb',
      representation: 'ref',
      storage: 'TEXT',
      input: 'rgb_in',
      output: 'rgb_out',
      equal: 'rgb_eq',
      hash: 'hash_rgb',
    }),
  ],
  errors: { INVALID_RGB: { code: '22P02', message: 'invalid input syntax for type rgb: "%s"' } },
  functions: [
    defineCall({
      name: 'rgb_in',
      summary: 'Reads #rrggbb.',
      source,
      args: { a: 'cstring' },
      result: 'rgb',
      examples: [],
    }),
    defineCall({ name: 'rgb_out', summary: 'Prints it.', source, args: { a: 'rgb' }, result: 'cstring', examples: [] }),
    defineCall({
      name: 'rgb_eq',
      summary: 'a = b',
      source,
      args: { a: 'rgb', b: 'rgb' },
      result: 'bool',
      examples: [],
    }),
    defineCall({ name: 'hash_rgb', summary: 'A hash.', source, args: { a: 'rgb' }, result: 'int4', examples: [] }),
    defineCall({
      name: 'rgb_red',
      summary: 'How red it is.',
      source,
      args: { a: 'rgb' },
      result: 'int4',
      examples: [],
    }),
    defineCall({ name: 'answer', summary: '42', source, args: {}, result: 'int4', examples: [] }),
    defineCall({
      name: 'clamp',
      summary: 'The number between low and high that is nearest to a.',
      source,
      args: { a: 'int8', low: 'int8', high: 'int8' },
      result: 'int8',
      examples: [],
    }),
    defineCall({
      name: 'sum_of_nine',
      summary: 'The sum of numbers of every kind, and of the length of a text.',
      source,
      args: {
        ...{ a: 'int2', b: 'int4', c: 'int8', d: 'float4', e: 'float8', f: 'bool', g: 'text', h: 'date' },
        i: 'timestamp',
      },
      result: 'float8',
      examples: [],
    }),
    defineCall({
      name: 'even_or_null',
      summary: 'a where it is even, and else null.',
      source,
      args: { a: 'int4' },
      result: 'int4',
      mayReturnNull: true,
      examples: [],
    }),
    defineCall({
      name: 'count_of_nulls',
      summary: 'How many of the arguments are null.',
      source,
      args: { a: 'text', b: 'text', c: 'text' },
      result: 'int4',
      nulls: 'called',
      examples: [],
    }),
  ],
});
