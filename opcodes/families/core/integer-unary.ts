/** `- + @` of an integer. */
import { defineFunction, type FunctionDefinition } from '../../language/function.js';
import type { I32, I64 } from '../../language/term.js';
import { exampleInteger, integers, integerTypes, outcome, sourceOf, tierOf, type IntegerType } from './integer.js';
import { int2Arithmetic, int4Arithmetic, int8Arithmetic } from './overflow.js';

const operators = [
  { name: 'um', summary: '-a', exact: (a: bigint) => -a },
  { name: 'up', summary: '+a: a itself', exact: (a: bigint) => a },
  { name: 'abs', summary: 'The absolute value of a', exact: (a: bigint) => (a < 0n ? -a : a) },
] as const;

function value(name: (typeof operators)[number]['name'], type: IntegerType, a: I32 | I64): I32 | I64 {
  if (name === 'up') return a;
  if (a.type === 'i64') return int8Arithmetic[name](a);
  return (type === 'int2' ? int2Arithmetic : int4Arithmetic)[name](a);
}

export const integerUnary: readonly FunctionDefinition[] = integerTypes.flatMap((type) =>
  operators.map((op) =>
    defineFunction({
      name: type + op.name,
      summary: `${op.summary}, for ${type}.`,
      source: sourceOf(type),
      args: { a: type },
      result: type,
      tier: tierOf(type),
      rare: op.name === 'up',
      value: ({ a }) => value(op.name, type, a),
      examples: [
        ...[0n, 42n, -42n, integers[type].max, -integers[type].max, integers[type].min].map((a) => ({
          a: exampleInteger(type, a),
          ...outcome(type, op.exact(a)),
        })),
        { a: null, gives: null },
      ],
    }),
  ),
);
