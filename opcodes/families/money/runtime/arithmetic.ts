/** Arithmetic of money, which is an int8 in hundredths, and its casts (utils/adt/cash.c). */
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { numericOfParts } from '../../datetime/runtime/numeric-value';
import {
  ERR_BIGINT_OUT_OF_RANGE,
  ERR_DIVISION_BY_ZERO,
  ERR_MONEY_OUT_OF_RANGE,
  ERR_OVERFLOW,
  ERR_UNDERFLOW,
} from './errors.generated.ts';

@external('numeric', 'numeric_mul')
declare function numeric_mul(cells: usize, n: i32): usize;
@external('numeric', 'numeric_int8')
declare function numeric_int8(cells: usize, n: i32): i64;

const RESULT_LENGTH: usize = 16;

/** a + b. */
export function cash_pl(a: i64, b: i64): i64 {
  const sum = a + b;
  if (((a ^ sum) & (b ^ sum)) < 0) fail(ERR_MONEY_OUT_OF_RANGE);
  return sum;
}

/** a - b. */
export function cash_mi(a: i64, b: i64): i64 {
  const difference = a - b;
  if (((a ^ b) & (a ^ difference)) < 0) fail(ERR_MONEY_OUT_OF_RANGE);
  return difference;
}

/** Whether a * b does not fit. */
function overflows(a: i64, b: i64): bool {
  if (a == 0 || b == 0) return false;
  if ((a == -1 && b == i64.MIN_VALUE) || (b == -1 && a == i64.MIN_VALUE)) return true;
  return (a * b) / b != a;
}

/** a * b. */
export function cash_mul_int8(a: i64, b: i64): i64 {
  if (overflows(a, b)) fail(ERR_MONEY_OUT_OF_RANGE);
  return a * b;
}
export function cash_mul_int4(a: i64, b: i32): i64 {
  return cash_mul_int8(a, b);
}
export function cash_mul_int2(a: i64, b: i32): i64 {
  return cash_mul_int8(a, b);
}
export function int8_mul_cash(a: i64, b: i64): i64 {
  return cash_mul_int8(b, a);
}
export function int4_mul_cash(a: i32, b: i64): i64 {
  return cash_mul_int8(b, a);
}
export function int2_mul_cash(a: i32, b: i64): i64 {
  return cash_mul_int8(b, a);
}

/** a / b, cut. */
export function cash_div_int8(a: i64, b: i64): i64 {
  if (b == 0) fail(ERR_DIVISION_BY_ZERO);
  if (b == -1 && a == i64.MIN_VALUE) fail(ERR_MONEY_OUT_OF_RANGE);
  return a / b;
}
export function cash_div_int4(a: i64, b: i32): i64 {
  return cash_div_int8(a, b);
}
export function cash_div_int2(a: i64, b: i32): i64 {
  return cash_div_int8(a, b);
}

/** The whole number nearest to a float, an even one of two. */
function whole(value: f64): i64 {
  const rounded = nearest(value);
  if (!(rounded >= -9223372036854775808.0 && rounded < 9223372036854775808.0)) fail(ERR_MONEY_OUT_OF_RANGE);
  return <i64>rounded;
}

/** a * b, rounded. */
export function cash_mul_flt8(a: i64, b: f64): i64 {
  const product = <f64>a * b;
  if (abs(product) == Infinity && abs(b) != Infinity) fail(ERR_OVERFLOW);
  if (product == 0 && a != 0 && b != 0) fail(ERR_UNDERFLOW);
  return whole(product);
}
export function flt8_mul_cash(a: f64, b: i64): i64 {
  return cash_mul_flt8(b, a);
}
export function cash_mul_flt4(a: i64, b: f32): i64 {
  return cash_mul_flt8(a, b);
}
export function flt4_mul_cash(a: f32, b: i64): i64 {
  return cash_mul_flt8(b, a);
}

/** a / b, rounded. */
export function cash_div_flt8(a: i64, b: f64): i64 {
  if (b == 0) fail(ERR_DIVISION_BY_ZERO);
  const quotient = <f64>a / b;
  if (abs(quotient) == Infinity) fail(ERR_OVERFLOW);
  if (quotient == 0 && a != 0 && abs(b) != Infinity) fail(ERR_UNDERFLOW);
  return whole(quotient);
}
export function cash_div_flt4(a: i64, b: f32): i64 {
  return cash_div_flt8(a, b);
}

/** How many times b is in a. */
export function cash_div_cash(a: i64, b: i64): f64 {
  if (b == 0) fail(ERR_DIVISION_BY_ZERO);
  return <f64>a / <f64>b;
}

/** -1, 0 or 1. */
export function cash_cmp(a: i64, b: i64): i32 {
  return i32(a > b) - i32(a < b);
}
export function cash_lt(a: i64, b: i64): i32 {
  return i32(a < b);
}
export function cash_le(a: i64, b: i64): i32 {
  return i32(a <= b);
}
export function cash_eq(a: i64, b: i64): i32 {
  return i32(a == b);
}
export function cash_ge(a: i64, b: i64): i32 {
  return i32(a >= b);
}
export function cash_gt(a: i64, b: i64): i32 {
  return i32(a > b);
}
export function cash_ne(a: i64, b: i64): i32 {
  return i32(a != b);
}
export function cashlarger(a: i64, b: i64): i64 {
  return max(a, b);
}
export function cashsmaller(a: i64, b: i64): i64 {
  return min(a, b);
}

/** int8 → money. */
export function int8_cash(a: i64): i64 {
  if (overflows(a, 100)) fail(ERR_BIGINT_OUT_OF_RANGE);
  return a * 100;
}
/** int4 → money. */
export function int4_cash(a: i32): i64 {
  return <i64>a * 100;
}
/** money → numeric. */
export function cash_numeric(a: i64): usize {
  const magnitude = a < 0 ? 0 - <u64>a : <u64>a;
  return numericOfParts(magnitude / 100, <u32>(magnitude % 100) * 10000, a < 0, 2);
}

/** 100 as a numeric: a short header, and the digit. */
const HUNDRED = memory.data<u16>([0x8000, 100]);

/** numeric → money, rounded to hundredths. */
export function numeric_cash(a: usize, aLength: i32): i64 {
  const cells = allocate(32);
  memory.fill(cells, 0, 32);
  store<u32>(cells, <u32>a);
  store<i32>(cells, aLength, 4);
  store<u32>(cells, <u32>HUNDRED, 16);
  store<i32>(cells, 4, 20);
  const product = numeric_mul(cells, 2);
  store<u32>(cells, <u32>product);
  store<i32>(cells, load<i32>(RESULT_LENGTH), 4);
  return numeric_int8(cells, 1);
}
