/** Functions of whole-number arithmetic on decimals: the greatest common divisor, the least common multiple, factorials, buckets. */
import { ERR_INTEGER_OUT_OF_RANGE } from '../../core/runtime/errors.generated.ts';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { countWork } from '../../core/runtime/work';
import { numeric_cmp } from './compare';
import { Decimal, decimal, decimalOf, mark, release, zero } from './decimal';
import { greatestDivisor } from './divisor';
import {
  ERR_BUCKET_BOUNDS_EQUAL, ERR_BUCKET_BOUNDS_INFINITE, ERR_BUCKET_COUNT, ERR_BUCKET_NAN, ERR_FACTORIAL_OF_NEGATIVE,
  ERR_VALUE_OVERFLOWS_NUMERIC,
} from './errors.generated.ts';
import { fromLimbs, multiplyAdd } from './limbs';
import { multiply } from './product';
import { divide } from './quotient';
import { NAN, isNan, isSpecial, pack, packSpecial, unpack } from './stored';
import { subtract } from './sum';

export function numeric_gcd(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return packSpecial(NAN);
  const from = mark();
  return pack(greatestDivisor(unpack(a, aLength), unpack(b, bLength)), from);
}

export function numeric_lcm(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return packSpecial(NAN);
  const from = mark();
  const x = unpack(a, aLength);
  const y = unpack(b, bLength);
  const scale = max(x.scale, y.scale);
  if (x.count == 0 || y.count == 0) return pack(zero(scale), from);
  const result = multiply(y, divide(x, greatestDivisor(x, y), 0, false), y.scale);
  result.negative = false;
  result.scale = scale;
  return pack(result, from);
}

/** The greatest number whose factorial is a numeric. */
const MOST_FACTORIAL: i64 = 32177;

export function numeric_fac(n: i64): usize {
  if (n < 0) fail(ERR_FACTORIAL_OF_NEGATIVE);
  if (n > MOST_FACTORIAL) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
  const from = mark();
  const limbs = allocate(<i32>n * 3 + 16);
  store<u32>(limbs, 1);
  let count = 1;
  for (let i: u64 = 2; i <= <u64>n; ) {
    // Two factors at a time stay below 2^30, so that a limb times them fits.
    const factor = i < <u64>n ? i * (i + 1) : i;
    i += 2;
    count = multiplyAdd(limbs, count, factor, 0);
    countWork(<u64>count * 8);
  }
  const digits = allocate(count << 2);
  fromLimbs(digits, limbs, count);
  return pack(decimal(digits, count << 1, (count << 1) - 1, false, 0), from);
}

/** The bucket inside the bounds, from 1: the whole part of (operand - first) × count / (last - first), and one. */
function bucketInside(operand: Decimal, first: Decimal, last: Decimal, count: i32): i32 {
  const distance = subtract(operand, first);
  const part = multiply(distance, decimalOf(count), distance.scale);
  const whole = divide(part, subtract(last, first), 0, false);
  let bucket = 0;
  for (let i = 0; i <= whole.weight; i++) {
    bucket = bucket * 10000 + (i < whole.count ? <i32>load<u16>(whole.digits + (<usize>i << 1)) : 0);
  }
  return bucket + 1;
}

export function width_bucket_numeric(
  a: usize, aLength: i32, low: usize, lowLength: i32, high: usize, highLength: i32, count: i32,
): i32 {
  if (count <= 0) fail(ERR_BUCKET_COUNT);
  if (isNan(a) || isNan(low) || isNan(high)) fail(ERR_BUCKET_NAN);
  if (isSpecial(low) || isSpecial(high)) fail(ERR_BUCKET_BOUNDS_INFINITE);
  const order = numeric_cmp(low, lowLength, high, highLength);
  if (order == 0) fail(ERR_BUCKET_BOUNDS_EQUAL);
  // The bounds may descend; then so do the buckets.
  if (numeric_cmp(a, aLength, low, lowLength) * order > 0) return 0;
  if (numeric_cmp(a, aLength, high, highLength) * order <= 0) {
    if (count == i32.MAX_VALUE) fail(ERR_INTEGER_OUT_OF_RANGE);
    return count + 1;
  }
  const from = mark();
  const bucket = bucketInside(unpack(a, aLength), unpack(low, lowLength), unpack(high, highLength), count);
  release(from);
  return bucket;
}
