/** `- + @` of a float: only the sign changes, so nothing is raised. */
import { defineFunction, type FunctionDefinition } from '../../language/function.js';
import { f32, f64, type F32, type F64 } from '../../language/term.js';
import { floatSource, floatTypes, largest, tierOf } from './float.js';

interface Operator {
  readonly name: string;
  readonly summary: string;
  readonly value: (a: F32 | F64) => F32 | F64;
  readonly exact: (a: number) => number;
}
const operators: readonly Operator[] = [
  { name: 'um', summary: '-a', value: (a) => (a.type === 'f32' ? f32.neg(a) : f64.neg(a)), exact: (a) => -a },
  { name: 'up', summary: '+a: a itself', value: (a) => a, exact: (a) => a },
  {
    name: 'abs',
    summary: 'The absolute value of a',
    value: (a) => (a.type === 'f32' ? f32.abs(a) : f64.abs(a)),
    exact: Math.abs,
  },
];

export const floatUnary: readonly FunctionDefinition[] = floatTypes.flatMap((type) =>
  operators.map((op) =>
    defineFunction({
      name: type + op.name,
      summary: `${op.summary}, for ${type}.`,
      source: floatSource,
      args: { a: type },
      result: type,
      tier: tierOf(type),
      rare: op.name === 'up',
      value: ({ a }) => op.value(a),
      examples: [
        ...[0, -0, 1.5, -1.5, largest[type], -largest[type], Infinity, -Infinity, NaN].map((a) => ({
          a,
          gives: op.exact(a),
        })),
        { a: null, gives: null },
      ],
    }),
  ),
);
