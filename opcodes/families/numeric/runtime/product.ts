/** The product, column by column, in base 10^8; columns that the wanted scale does not need are left out, as PostgreSQL leaves them out. */
import { allocate } from '../../core/runtime/scratch';
import { Decimal, WIDTH, decimal, release, strip, zero } from './decimal';
import { LIMB_BASE, fromLimbs, limbCount, toLimbs } from './limbs';
import { round } from './rounding';

/** Digits of base 10,000 that are computed beyond the wanted scale. */
const GUARD: i32 = 2;
/** So many products of two limbs can be summed in 64 bits. */
const SUMMANDS: i32 = 1024;

/** The columns from `first` on of the product of two numbers, into the limbs at `to`. */
function multiplyLimbs(to: usize, a: usize, aCount: i32, b: usize, bCount: i32, first: i32): void {
  const columns = aCount + bCount;
  let carry: u64 = 0;
  for (let k = first; k < columns; k++) {
    const last = min(k, aCount - 1);
    let i = max(0, k - bCount + 1);
    let sum: u64 = carry;
    let high: u64 = 0;
    let pa = a + (<usize>i << 2);
    let pb = b + (<usize>(k - i) << 2);
    while (i <= last) {
      const end = min(last, i + SUMMANDS - 1);
      for (; i <= end; i++) {
        sum += <u64>load<u32>(pa) * <u64>load<u32>(pb);
        pa += 4;
        pb -= 4;
      }
      const part = sum / LIMB_BASE;
      high += part;
      sum -= part * LIMB_BASE;
    }
    if (sum >= LIMB_BASE) {
      high += sum / LIMB_BASE;
      sum %= LIMB_BASE;
    }
    store<u32>(to + (<usize>(k - first) << 2), <u32>sum);
    carry = high;
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
    const x = allocate(aCount << 2);
    const y = allocate(bCount << 2);
    toLimbs(x, a.digits, a.count, aZero);
    toLimbs(y, b.digits, b.count, bZero);
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
