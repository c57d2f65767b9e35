/**
 * Casts between floats and integers. A float becomes an integer by rounding half to even, and is then checked:
 * -32768.5 is a smallint (`FLOAT8_FITS_IN_INT16` and its like in `c.h`). NaN fits nowhere, so no truncation traps.
 */
import { defineFunction, type Example, type FunctionDefinition } from '../../language/function.js';
import {
  bind,
  checked,
  f32,
  f64,
  i32,
  i64,
  type F32,
  type F64,
  type I32,
  type I64,
  type Term,
} from '../../language/term.js';
import {
  floatSource,
  isInfinite,
  largest,
  least,
  primitivesOf,
  rarely,
  type FloatPrimitives,
  type FloatType,
} from './float.js';
import { exampleInteger, integers, type IntegerType } from './integer.js';

/** Half to even, on a number far from the end of JavaScript's integers. */
const roundHalfEven = (x: number) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

function toIntegerExamples(from: FloatType, to: IntegerType): Example[] {
  const { min, max, bits } = integers[to];
  // The first number that is out of range, and the distance to a float below it (a quarter where floats are finer).
  const end = 2 ** (bits - 1);
  const step = Math.max(0.25, end / 2 ** (from === 'float4' ? 24 : 53));
  const below = end - step;
  const rounded = [0, -0, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999997019767761, 42.75, -42.75].map((a) => ({
    a,
    gives: exampleInteger(to, BigInt(roundHalfEven(a))),
  }));
  const largestFloat =
    step >= 1
      ? { a: below, gives: exampleInteger(to, BigInt(below)) }
      : { a: end - 0.5 - step, gives: exampleInteger(to, max) };
  return [
    ...rounded,
    largestFloat,
    { a: -end, gives: exampleInteger(to, min) },
    { a: end, raises: '22003' },
    ...(step < 1
      ? [
          { a: end - 0.5, raises: '22003' },
          { a: -end - 0.5, gives: exampleInteger(to, min) },
          { a: -end - 1, raises: '22003' },
        ]
      : [{ a: -end - 4 * step, raises: '22003' }]),
    { a: largest[from], raises: '22003' },
    { a: Infinity, raises: '22003' },
    { a: -Infinity, raises: '22003' },
    { a: NaN, raises: '22003' },
    { a: null, gives: null },
  ];
}

/** The float rounded and checked; `truncated` is then exact. */
function toInteger<N extends 'f32' | 'f64', R extends 'i32' | 'i64'>(
  is: FloatPrimitives<N>,
  a: Term<N>,
  to: IntegerType,
  truncated: (a: Term<N>) => Term<R>,
): Term<R> {
  const end = 2 ** (integers[to].bits - 1);
  return bind(is.nearest(a), (n) =>
    checked(i32.eqz(i32.and(is.ge(n, is.const(-end)), is.lt(n, is.const(end)))), integers[to].outOfRange, truncated(n)),
  );
}

function value(to: IntegerType, a: F32 | F64): I32 | I64 {
  if (a.type === 'f32') {
    return to === 'int8'
      ? toInteger(primitivesOf.float4, a, to, i64.trunc_f32_s)
      : toInteger(primitivesOf.float4, a, to, i32.trunc_f32_s);
  }
  return to === 'int8'
    ? toInteger(primitivesOf.float8, a, to, i64.trunc_f64_s)
    : toInteger(primitivesOf.float8, a, to, i32.trunc_f64_s);
}

const fromFloat = (name: string, from: FloatType, to: IntegerType): FunctionDefinition =>
  defineFunction({
    name,
    summary: `${from} to ${to}, rounded half to even.`,
    source: floatSource,
    args: { a: from },
    result: to,
    value: ({ a }) => value(to, a),
    examples: toIntegerExamples(from, to),
  });

function fromInteger(
  name: string,
  from: IntegerType,
  to: FloatType,
  convert: (a: I32 | I64) => F32 | F64,
): FunctionDefinition {
  const inputs = [
    0n,
    1n,
    -42n,
    16777217n,
    2n ** 53n + 1n,
    2n ** 62n + 2n ** 38n + 1n,
    integers[from].max,
    integers[from].min,
  ].filter((a) => a >= integers[from].min && a <= integers[from].max);
  return defineFunction({
    name,
    summary: `${from} to ${to}, the nearest one.`,
    source: floatSource,
    args: { a: from },
    result: to,
    value: ({ a }) => convert(a),
    examples: [...inputs.map((a) => ({ a: exampleInteger(from, a), gives: nearest(a, to) })), { a: null, gives: null }],
  });
}

/** The nearest float of an integer, rounded once: by way of float8 the tie of 2^62 + 2^38 + 1 would be lost. */
function nearest(a: bigint, to: FloatType): number {
  const digits = (a < 0n ? -a : a).toString(2).length;
  const excess = BigInt(Math.max(0, digits - (to === 'float4' ? 24 : 53)));
  const kept = a >> excess;
  const twiceRest = 2n * (a - (kept << excess));
  const unit = 1n << excess;
  const up = twiceRest > unit || (twiceRest === unit && (kept & 1n) === 1n);
  return Number((up ? kept + 1n : kept) << excess);
}

/** The value of a function whose argument is an i32, or an i64. */
const ofI32 = (convert: (a: I32) => F32 | F64) => (a: I32 | I64) => convert(a as I32);
const ofI64 = (convert: (a: I64) => F32 | F64) => (a: I32 | I64) => convert(a as I64);

export const floatCast: readonly FunctionDefinition[] = [
  defineFunction({
    name: 'ftod',
    summary: 'float4 to float8: the same number.',
    source: floatSource,
    args: { a: 'float4' },
    result: 'float8',
    value: ({ a }) => f64.promote_f32(a),
    examples: [
      ...[0, -0, Math.fround(0.1), least.float4, largest.float4, Infinity, -Infinity, NaN].map((a) => ({
        a,
        gives: a,
      })),
      { a: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'dtof',
    summary: 'float8 to float4, the nearest one; raises overflow and underflow.',
    source: floatSource,
    args: { a: 'float8' },
    result: 'float4',
    value: ({ a }) =>
      bind(f32.demote_f64(a), (r) =>
        checked(
          rarely(isInfinite(f32, r), i32.eqz(isInfinite(f64, a))),
          'FLOAT_OVERFLOW',
          checked(rarely(f32.eq(r, f32.const(0)), f64.ne(a, f64.const(0))), 'FLOAT_UNDERFLOW', r),
        ),
      ),
    examples: [
      ...[0, -0, 0.1, 16777217, least.float4, 3.4028235e38, Infinity, -Infinity, NaN].map((a) => ({
        a,
        gives: Math.fround(a),
      })),
      { a: 3.4028236e38, raises: '22003' },
      { a: -1e300, raises: '22003' },
      { a: 2 ** -150, raises: '22003' },
      { a: -1e-300, raises: '22003' },
      { a: null, gives: null },
    ],
  }),
  fromFloat('dtoi2', 'float8', 'int2'),
  fromFloat('dtoi4', 'float8', 'int4'),
  fromFloat('dtoi8', 'float8', 'int8'),
  fromFloat('ftoi2', 'float4', 'int2'),
  fromFloat('ftoi4', 'float4', 'int4'),
  fromFloat('ftoi8', 'float4', 'int8'),
  fromInteger('i2tod', 'int2', 'float8', ofI32(f64.convert_i32_s)),
  fromInteger('i2tof', 'int2', 'float4', ofI32(f32.convert_i32_s)),
  fromInteger('i4tod', 'int4', 'float8', ofI32(f64.convert_i32_s)),
  fromInteger('i4tof', 'int4', 'float4', ofI32(f32.convert_i32_s)),
  fromInteger('i8tod', 'int8', 'float8', ofI64(f64.convert_i64_s)),
  fromInteger('i8tof', 'int8', 'float4', ofI64(f32.convert_i64_s)),
];
