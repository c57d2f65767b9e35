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

/** a × b, rounded to the scale. */
export function multiply(a: Decimal, b: Decimal, scale: i32): Decimal {
  if (a.count == 0 || b.count == 0) return zero(scale);
  const aCount = limbCount(a.count);
  const bCount = limbCount(b.count);
  // The exponent of the lowest digit of the whole product, and how many digits from there are not needed.
  const low = a.weight - a.count + 1 + (b.weight - b.count + 1);
  const dropped = max(0, -(((scale + WIDTH - 1) >> 2) + GUARD) - low) >> 1;
  const columns = aCount + bCount - dropped;
  if (columns <= 0) return zero(scale);
  const digits = allocate(columns << 2);
  const end = allocate(0);
  if (aCount == 1 && bCount == 1 && dropped == 0) {
    const whole = oneLimb(a) * oneLimb(b);
    const limbs = allocate(8);
    store<u32>(limbs, <u32>(whole % LIMB_BASE));
    store<u32>(limbs, <u32>(whole / LIMB_BASE), 4);
    fromLimbs(digits, limbs, 2);
  } else {
    const x = allocate(aCount << 2);
    const y = allocate(bCount << 2);
    const limbs = allocate(columns << 2);
    toLimbs(x, a.digits, a.count, 0);
    toLimbs(y, b.digits, b.count, 0);
    multiplyLimbs(limbs, x, aCount, y, bCount, dropped);
    fromLimbs(digits, limbs, columns);
  }
  release(end);
  const count = columns << 1;
  const result = decimal(digits, count, low + (dropped << 1) + count - 1, a.negative != b.negative, scale);
  round(result, scale);
  strip(result);
  return result;
}

/** One or two digits as a limb. */
// @ts-ignore: decorator
@inline
function oneLimb(v: Decimal): u64 {
  const first = <u64>load<u16>(v.digits);
  return v.count == 1 ? first : first * 10000 + <u64>load<u16>(v.digits, 2);
}
