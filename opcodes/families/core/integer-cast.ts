/** Casts between the integer types, and between int4 and bool. A narrower type raises what it cannot hold. */
import { defineFunction, type FunctionDefinition } from '../../language/function.js';
import { bind, checked, i32, i64, type I32, type I64 } from '../../language/term.js';
import { exampleInteger, integers, outcome, sourceOf, type IntegerType } from './integer.js';

const toInt2 = (a: I32): I32 => checked(i32.ne(a, i32.extend16_s(a)), 'SMALLINT_OUT_OF_RANGE', a);
const toI32 = (a: I64, narrowed: (low: I32) => I32): I32 => bind(i32.wrap_i64(a), narrowed);

function cast(
  name: string,
  from: IntegerType,
  to: IntegerType,
  value: (a: I32 | I64) => I32 | I64,
): FunctionDefinition {
  const inputs = [
    0n,
    -1n,
    integers.int2.max,
    integers.int2.min,
    integers.int2.max + 1n,
    integers.int2.min - 1n,
    integers.int4.max,
    integers.int4.min,
    integers.int4.max + 1n,
    integers.int4.min - 1n,
    2n ** 32n,
    integers.int8.max,
    integers.int8.min,
  ].filter((v) => v >= integers[from].min && v <= integers[from].max);
  return defineFunction({
    name,
    summary: `${from} to ${to}.`,
    source: sourceOf(from, to),
    args: { a: from },
    result: to,
    value: ({ a }) => value(a),
    examples: [...inputs.map((a) => ({ a: exampleInteger(from, a), ...outcome(to, a) })), { a: null, gives: null }],
  });
}

/** The value of a function whose argument is an i32, or an i64. */
const ofI32 = (value: (a: I32) => I32 | I64) => (a: I32 | I64) => value(a as I32);
const ofI64 = (value: (a: I64) => I32 | I64) => (a: I32 | I64) => value(a as I64);

export const integerCast: readonly FunctionDefinition[] = [
  cast('i2toi4', 'int2', 'int4', (a) => a),
  cast('int28', 'int2', 'int8', ofI32(i64.extend_i32_s)),
  cast('int48', 'int4', 'int8', ofI32(i64.extend_i32_s)),
  cast('i4toi2', 'int4', 'int2', ofI32(toInt2)),
  cast(
    'int84',
    'int8',
    'int4',
    ofI64((a) => toI32(a, (low) => checked(i64.ne(a, i64.extend_i32_s(low)), 'INTEGER_OUT_OF_RANGE', low))),
  ),
  cast(
    'int82',
    'int8',
    'int2',
    ofI64((a) =>
      toI32(a, (low) => checked(i64.ne(a, i64.extend_i32_s(i32.extend16_s(low))), 'SMALLINT_OUT_OF_RANGE', low)),
    ),
  ),
  defineFunction({
    name: 'int4_bool',
    summary: 'int4 to bool: 0 is false, anything else true.',
    source: 'src/backend/utils/adt/int.c',
    args: { a: 'int4' },
    result: 'bool',
    value: ({ a }) => i32.ne(a, i32.const(0)),
    examples: [
      { a: 0, gives: false },
      { a: 1, gives: true },
      { a: -1, gives: true },
      { a: 256, gives: true },
      { a: -2147483648, gives: true },
      { a: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'bool_int4',
    summary: 'bool to int4: 0 or 1.',
    source: 'src/backend/utils/adt/int.c',
    args: { a: 'bool' },
    result: 'int4',
    value: ({ a }) => a,
    examples: [
      { a: false, gives: 0 },
      { a: true, gives: 1 },
      { a: null, gives: null },
    ],
  }),
];
