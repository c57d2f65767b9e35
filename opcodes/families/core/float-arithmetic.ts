/**
 * `+ - * /` of floats. Where IEEE 754 gives an infinity or a zero that the operands do not explain, PostgreSQL
 * raises overflow or underflow (`utils/float.h`); a sum cannot underflow. Two float4 are computed in 32 bits.
 */
import { defineFunction, type Example, type FunctionDefinition } from '../../language/function.js';
import { bind, checked, f64, i32, type F32, type F64, type Term } from '../../language/term.js';
import {
  floatPairs,
  floatSource,
  isInfinite,
  largest,
  least,
  prefixOf,
  tierOf,
  primitivesOf,
  rarely,
  withF64,
  type FloatPrimitives,
  type FloatType,
} from './float.js';

type Name = 'pl' | 'mi' | 'mul' | 'div';
type Arithmetic<N extends 'f32' | 'f64'> = Readonly<Record<Name, (a: Term<N>, b: Term<N>) => Term<N>>>;

function arithmetic<N extends 'f32' | 'f64'>(is: FloatPrimitives<N>): Arithmetic<N> {
  const zero = is.const(0);
  const finite = (a: Term<N>) => i32.eqz(isInfinite(is, a));
  const overflows = (result: Term<N>, a: Term<N>, b: Term<N>) =>
    rarely(isInfinite(is, result), i32.and(finite(a), finite(b)));
  const sum = (result: Term<N>, a: Term<N>, b: Term<N>) =>
    bind(result, (r) => checked(overflows(r, a, b), 'FLOAT_OVERFLOW', r));
  return {
    pl: (a, b) => sum(is.add(a, b), a, b),
    mi: (a, b) => sum(is.sub(a, b), a, b),
    mul: (a, b) =>
      bind(is.mul(a, b), (r) =>
        checked(
          overflows(r, a, b),
          'FLOAT_OVERFLOW',
          checked(rarely(is.eq(r, zero), i32.and(is.ne(a, zero), is.ne(b, zero))), 'FLOAT_UNDERFLOW', r),
        ),
      ),
    // NaN / 0 is NaN, and a quotient by an infinity is a zero that is no underflow.
    div: (a, b) =>
      checked(
        rarely(is.eq(b, zero), is.eq(a, a)),
        'DIVISION_BY_ZERO',
        bind(is.div(a, b), (r) =>
          checked(
            rarely(isInfinite(is, r), finite(a)),
            'FLOAT_OVERFLOW',
            checked(rarely(is.eq(r, zero), i32.and(is.ne(a, zero), finite(b))), 'FLOAT_UNDERFLOW', r),
          ),
        ),
      ),
  };
}
const float4Arithmetic = arithmetic(primitivesOf.float4);
const float8Arithmetic = arithmetic(primitivesOf.float8);

function value(name: Name, a: F32 | F64, b: F32 | F64): F32 | F64 {
  if (a.type === 'f32' && b.type === 'f32') return float4Arithmetic[name](a, b);
  return withF64(a, (x) =>
    withF64(b, (y) => {
      // A float4 is too small to move a finite float8 to infinity.
      if (a.type !== b.type && name === 'pl') return f64.add(x, y);
      if (a.type !== b.type && name === 'mi') return f64.sub(x, y);
      return float8Arithmetic[name](x, y);
    }),
  );
}

interface Operator {
  readonly name: Name;
  readonly symbol: string;
  readonly exact: (a: number, b: number) => number;
  /** Operands beyond the common ones, of the left and the right type, and what they raise. */
  readonly raises: (left: FloatType, right: FloatType) => readonly (readonly [number, number, string])[];
}

/** Operands of a float8 and a float4: as the left and the right one, where the left type says which is which. */
const inOrder = (
  left: FloatType,
  wide: number,
  narrow: number,
  rightWide = wide,
  rightNarrow = narrow,
): readonly [number, number] => (left === 'float8' ? [wide, rightNarrow] : [narrow, rightWide]);

const operators: readonly Operator[] = [
  {
    name: 'pl',
    symbol: '+',
    exact: (a, b) => a + b,
    raises: (left, right) => (left === right ? [[largest[left], largest[left], '22003']] : []),
  },
  {
    name: 'mi',
    symbol: '-',
    exact: (a, b) => a - b,
    raises: (left, right) => (left === right ? [[-largest[left], largest[left], '22003']] : []),
  },
  {
    name: 'mul',
    symbol: '*',
    exact: (a, b) => a * b,
    raises: (left, right) => {
      if (left === right)
        return [
          [largest[left], 2, '22003'],
          [least[left], 0.25, '22003'],
        ];
      return [
        [...inOrder(left, 1e300, largest.float4), '22003'],
        [...inOrder(left, 1e-300, least.float4), '22003'],
      ];
    },
  },
  {
    name: 'div',
    symbol: '/',
    exact: (a, b) => a / b,
    raises: (left, right) => [
      [1, 0, '22012'],
      [0, -0, '22012'],
      [Infinity, 0, '22012'],
      ...(left === right
        ? ([
            [largest[left], 0.5, '22003'],
            [least[left], 4, '22003'],
          ] as const)
        : ([
            [...inOrder(left, 1e300, largest.float4, 1e-300, least.float4), '22003'],
            [...inOrder(left, 1e-300, least.float4, 1e300, largest.float4), '22003'],
          ] as const)),
    ],
  },
];

/** Operands with which no operator raises. */
const common: readonly (readonly [number, number])[] = [
  [1.5, 0.25],
  [-7, 2],
  [1, 3],
  [-0, 5],
  [Infinity, 1],
  [1, Infinity],
  [Infinity, Infinity],
  [Infinity, -Infinity],
  [NaN, 1],
  [1, NaN],
  [NaN, NaN],
  [-1, -Infinity],
];

function define(op: Operator, left: FloatType, right: FloatType): FunctionDefinition {
  const single = left === 'float4' && right === 'float4';
  // A double result of two floats, rounded to float, is the float operation's result.
  const gives = (a: number, b: number) => (single ? Math.fround(op.exact(a, b)) : op.exact(a, b));
  const tenths = [left === 'float4' ? Math.fround(0.1) : 0.1, right === 'float4' ? Math.fround(0.2) : 0.2] as const;
  const extra: readonly (readonly [number, number])[] =
    op.name === 'div'
      ? [[NaN, 0]]
      : [
          [0, Infinity],
          [0, -0],
          [largest.float4, 1],
        ];
  const examples: Example[] = [
    ...[...common, tenths, ...extra].map(([a, b]) => ({ a, b, gives: gives(a, b) })),
    ...op.raises(left, right).map(([a, b, raises]) => ({ a, b, raises })),
    { a: null, b: 0, gives: null },
    { a: 1, b: null, gives: null },
  ];
  return defineFunction({
    name: prefixOf(left, right) + op.name,
    summary: `a ${op.symbol} b for ${left}${left === right ? '' : ` and ${right}`}.`,
    source: floatSource,
    args: { a: left, b: right },
    result: single ? 'float4' : 'float8',
    tier: tierOf(left, right),
    value: ({ a, b }) => value(op.name, a, b),
    examples,
  });
}

export const floatArithmetic: readonly FunctionDefinition[] = floatPairs.flatMap(([left, right]) =>
  operators.map((op) => define(op, left, right)),
);
