/** The product, column by column, in base 10^8; columns that the wanted scale does not need are left out, as PostgreSQL leaves them out. */
import { allocate } from '../../core/runtime/scratch';
import { countWork } from '../../core/runtime/work';
import { Decimal, WIDTH, decimal, release, strip, zero } from './decimal';
import { LIMB_BASE, fromLimbs, limbCount, toLimbs } from './limbs';
import { round } from './rounding';

/** Digits of base 10,000 that are computed beyond the wanted scale. */
const GUARD: i32 = 2;
/** So many products of two limbs are summed before a carry; a vector's lane, which has half of them, has room for 1,844. */
const SUMMANDS: i32 = 2048;

/**
 * The sum of up to `SUMMANDS` products of neighbouring limbs: the carry is the result, what is below the base is added to `rest`. It has two
 * callers so that it stays a function, which V8 optimizes while a long product is computed; a loop that it has entered it does not.
 */
let rest: u64 = 0;
function sumProducts(a: usize, b: usize, count: i32): u64 {
  let sums = i64x2.splat(0);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const x = v128.load(a);
    const y = v128.load(b);
    sums = i64x2.add(sums, i64x2.extmul_low_i32x4_u(x, y));
    sums = i64x2.add(sums, i64x2.extmul_high_i32x4_u(x, y));
    a += 16;
    b += 16;
  }
  let low = <u64>i64x2.extract_lane(sums, 0);
  let carry = low / LIMB_BASE;
  rest += low - carry * LIMB_BASE;
  low = <u64>i64x2.extract_lane(sums, 1);
  for (; i < count; i++) {
    low += <u64>load<u32>(a) * <u64>load<u32>(b);
    a += 4;
    b += 4;
  }
  const second = low / LIMB_BASE;
  rest += low - second * LIMB_BASE;
  return carry + second;
}

/** The columns from `first` on of the product of two numbers, the second with its highest limb first, into the limbs at `to`. */
function multiplyLimbs(to: usize, a: usize, aCount: i32, b: usize, bCount: i32, first: i32): void {
  const columns = aCount + bCount;
  let carry: u64 = 0;
  for (let k = first; k < columns; k++) {
    const last = min(k, aCount - 1);
    let i = max(0, k - bCount + 1);
    // Limb k - i of the second number, counted from its end.
    let pb = b + (<usize>(bCount - 1 - k + i) << 2);
    let pa = a + (<usize>i << 2);
    rest = carry;
    carry = 0;
    for (; last - i >= SUMMANDS; i += SUMMANDS) {
      carry += sumProducts(pa, pb, SUMMANDS);
      pa += <usize>SUMMANDS << 2;
      pb += <usize>SUMMANDS << 2;
    }
    carry += sumProducts(pa, pb, last - i + 1);
    const high = rest / LIMB_BASE;
    store<u32>(to + (<usize>(k - first) << 2), <u32>(rest - high * LIMB_BASE));
    carry += high;
  }
}

/** Turns the limbs round. */
function reverse(limbs: usize, count: i32): void {
  let low = limbs;
  let high = limbs + (<usize>count << 2) - 4;
  for (; low < high; high -= 4) {
    const limb = load<u32>(low);
    store<u32>(low, load<u32>(high));
    store<u32>(high, limb);
    low += 4;
  }
}

/**
 * The lowest column that counts for a scale. PostgreSQL takes digits in pairs from the first digit on, computes two digits beyond the scale
 * and no pair of pairs that lies wholly after them; what it leaves out can be seen in a rounded result, so the same is left out here.
 */
function firstColumn(a: Decimal, b: Decimal, scale: i32): i32 {
  const odd = (a.count & 1) + (b.count & 1);
  const digits = a.count + b.count;
  const pairs = (digits >> 1) + 1;
  const columns = limbCount(a.count) + limbCount(b.count);
  const offset = pairs - columns + 1;
  const weight = a.weight + b.weight + 1 + 2 * pairs - digits - odd;
  const wanted = ((weight + 1 + ((scale + WIDTH - 1) >> 2) + GUARD) >> 1) + 1;
  return max(columns - 1 - (wanted - offset), 0);
}

/** a × b, rounded to the scale. */
export function multiply(a: Decimal, b: Decimal, scale: i32): Decimal {
  if (a.count == 0 || b.count == 0) return zero(scale);
  const aCount = limbCount(a.count);
  const bCount = limbCount(b.count);
  const aZero = a.count & 1;
  const bZero = b.count & 1;
  const first = firstColumn(a, b, scale);
  const columns = aCount + bCount - first;
  if (columns <= 1) return zero(scale);
  const digits = allocate(columns << 2);
  const end = allocate(0);
  const limbs = allocate(columns << 2);
  if (aCount == 1 && bCount == 1) {
    const whole = oneLimb(a) * oneLimb(b);
    store<u32>(limbs, <u32>(whole % LIMB_BASE));
    store<u32>(limbs, <u32>(whole / LIMB_BASE), 4);
  } else {
    countWork(<u64>aCount * <u64>bCount);
    const x = allocate(aCount << 2);
    const y = allocate(bCount << 2);
    toLimbs(x, a.digits, a.count, aZero);
    toLimbs(y, b.digits, b.count, bZero);
    reverse(y, bCount);
    multiplyLimbs(limbs, x, aCount, y, bCount, first);
  }
  fromLimbs(digits, limbs, columns);
  release(end);
  // The exponent of the lowest digit of the whole product.
  const low = a.weight - a.count + 1 - aZero + (b.weight - b.count + 1 - bZero);
  const count = columns << 1;
  const result = decimal(digits, count, low + (first << 1) + count - 1, a.negative != b.negative, scale);
  round(result, scale);
  strip(result);
  return result;
}

/** One or two digits as a limb; a second is zero where there is none. */
// @ts-ignore: decorator
@inline
function oneLimb(v: Decimal): u64 {
  const digits = <u64>load<u16>(v.digits) * 10000;
  return v.count == 1 ? digits : digits + <u64>load<u16>(v.digits, 2);
}
