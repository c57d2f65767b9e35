/** Divisors and multiples, by Euclid's algorithm over magnitudes without a sign: only the result may be out of range. */
import { fail } from '../../core/runtime/raise';
import { ERR_INT4_RANGE, ERR_INT8_RANGE } from './errors.generated.ts';

function magnitude(a: i64): u64 {
  return a < 0 ? 0 - <u64>a : <u64>a;
}

function divisor(a: u64, b: u64): u64 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** The greatest common divisor. */
export function int4gcd(a: i32, b: i32): i32 {
  const found = divisor(magnitude(a), magnitude(b));
  if (found > <u64>i32.MAX_VALUE) fail(ERR_INT4_RANGE);
  return <i32>found;
}

/** The greatest common divisor. */
export function int8gcd(a: i64, b: i64): i64 {
  const found = divisor(magnitude(a), magnitude(b));
  if (found > <u64>i64.MAX_VALUE) fail(ERR_INT8_RANGE);
  return <i64>found;
}

/** The least common multiple. */
export function int4lcm(a: i32, b: i32): i32 {
  if (a == 0 || b == 0) return 0;
  const one = magnitude(a);
  const other = magnitude(b);
  // Both factors are below 2^32: the product fits.
  const found = (one / divisor(one, other)) * other;
  if (found > <u64>i32.MAX_VALUE) fail(ERR_INT4_RANGE);
  return <i32>found;
}

/** The least common multiple. */
export function int8lcm(a: i64, b: i64): i64 {
  if (a == 0 || b == 0) return 0;
  const one = magnitude(a);
  const other = magnitude(b);
  const times = one / divisor(one, other);
  if (times > <u64>i64.MAX_VALUE / other) fail(ERR_INT8_RANGE);
  return <i64>(times * other);
}

/** The next integer. */
export function int4inc(a: i32): i32 {
  if (a == i32.MAX_VALUE) fail(ERR_INT4_RANGE);
  return a + 1;
}
