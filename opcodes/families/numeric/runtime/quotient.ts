/**
 * The exact quotient, rounded or truncated: long division in base 10^8. A limb of the quotient is estimated in floating point, may be off by
 * one and is put right by the next, so limbs of quotient and remainder are signed until the end and carries are propagated now and then
 * (as in PostgreSQL's `div_var`).
 */
import { allocate } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { countWork } from '../../core/runtime/work';
import { ERR_DIVISION_BY_ZERO } from '../../core/runtime/errors.generated.ts';
import { Decimal, WIDTH, decimal, release, strip, zero } from './decimal';
import { LIMB_BASE, SIGNED_BASE, fromLimbs, limbCount, toLimbs } from './limbs';
import { round, truncate } from './rounding';

/** After so many steps the limbs of the remainder are brought back below the base, well before 64 bits overflow. */
const STEPS: i32 = 256;

// @ts-ignore: decorator
@inline
function at(limbs: usize, i: i32): i64 {
  return load<i64>(limbs + (<usize>i << 3));
}

/** Brings all limbs but the last into 0 … base - 1; the last takes the carry. */
export function propagate(limbs: usize, count: i32): void {
  let carry: i64 = 0;
  const end = limbs + (<usize>(count - 1) << 3);
  for (let p = limbs; p < end; p += 8) {
    const value = load<i64>(p) + carry;
    carry = value / SIGNED_BASE;
    let rest = value - carry * SIGNED_BASE;
    if (rest < 0) {
      rest += SIGNED_BASE;
      carry--;
    }
    store<i64>(p, rest);
  }
  store<i64>(end, load<i64>(end) + carry);
}

/** Signed limbs (64 bits) that are all below the base, as limbs of 32 bits at the same place. */
export function narrow(limbs: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<u32>(limbs + (<usize>i << 2), <u32>at(limbs, i));
}

/** Writes 32-bit limbs as signed ones. */
export function widen(to: usize, limbs: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<i64>(to + (<usize>i << 3), <i64>load<u32>(limbs + (<usize>i << 2)));
}

/** A number of one limb divides; the quotient takes the place of the number. */
function divideByLimb(limbs: usize, count: i32, divisor: u64): void {
  let rest: u64 = 0;
  for (let p = limbs + (<usize>count << 2); p > limbs; ) {
    p -= 4;
    const value = rest * LIMB_BASE + <u64>load<u32>(p);
    const quotient = value / divisor;
    rest = value - quotient * divisor;
    store<u32>(p, <u32>quotient);
  }
}

/** rest[j…] -= q × divisor. */
function subtractMultiple(rest: usize, divisor: usize, count: i32, q: i64): void {
  const end = divisor + (<usize>count << 2);
  for (; divisor < end; divisor += 4) {
    store<i64>(rest, load<i64>(rest) - q * <i64>load<u32>(divisor));
    rest += 8;
  }
}

/** -1, 0 or 1 as the remainder, whose limbs are propagated, is below 0, in range, or not below the divisor. */
function excess(rest: usize, divisor: usize, count: i32): i32 {
  if (at(rest, count - 1) < 0) return -1;
  for (let i = count - 1; i >= 0; i--) {
    const d = <i64>load<u32>(divisor + (<usize>i << 2));
    if (at(rest, i) != d) return at(rest, i) > d ? 1 : 0;
  }
  return 1;
}

/**
 * The quotient of `rest` (signed limbs, two more of zero below it and one above) by `count` ≥ 2 limbs, into `steps` signed limbs at `to`.
 */
function divideLimbs(to: usize, rest: usize, divisor: usize, count: i32, steps: i32): void {
  const top = divisor + (<usize>(count - 1) << 2);
  const base = <f64>SIGNED_BASE;
  const third: f64 = count > 2 ? <f64>load<u32>(top - 8) : 0;
  const leading = (<f64>load<u32>(top) * base + <f64>load<u32>(top - 4)) * base + third;
  let sinceCarry = 0;
  for (let j = steps - 1; j >= 0; j--) {
    const highest = j + count - 1;
    const window = (<f64>at(rest, highest) * base + <f64>at(rest, highest - 1)) * base + <f64>at(rest, highest - 2);
    const q = <i64>floor(window / leading);
    store<i64>(to + (<usize>j << 3), q);
    if (q != 0) subtractMultiple(rest + (<usize>j << 3), divisor, count, q);
    if (j == 0) break;
    if (++sinceCarry == STEPS) {
      sinceCarry = 0;
      propagate(rest + (<usize>j << 3), count);
    }
    const below = rest + (<usize>(highest - 1) << 3);
    store<i64>(below, load<i64>(below) + load<i64>(below, 8) * SIGNED_BASE);
    store<i64>(below, 0, 8);
  }
  propagate(rest, count);
  for (let side = excess(rest, divisor, count); side != 0; side = excess(rest, divisor, count)) {
    store<i64>(to, load<i64>(to) + side);
    subtractMultiple(rest, divisor, count, side);
    propagate(rest, count);
  }
  propagate(to, steps);
}

/** The whole part of a / b × 10000^places as digits; `zeros` of them are appended to a's first `count` digits. */
function wholeQuotient(a: Decimal, count: i32, zeros: i32, b: Decimal): Decimal {
  const limbs = limbCount(count + zeros);
  const divisorLimbs = limbCount(b.count);
  if (divisorLimbs == 1) {
    const digits = allocate(limbs << 2);
    const end = allocate(0);
    const rest = allocate(limbs << 2);
    toLimbs(rest, a.digits, count, zeros);
    const first = <u64>load<u16>(b.digits);
    divideByLimb(rest, limbs, b.count == 1 ? first : first * 10000 + <u64>load<u16>(b.digits, 2));
    fromLimbs(digits, rest, limbs);
    release(end);
    return decimal(digits, limbs << 1, 0, false, 0);
  }
  const steps = limbs - divisorLimbs + 1;
  if (steps <= 0) return zero(0);
  countWork(<u64>steps * <u64>divisorLimbs);
  const digits = allocate(steps << 2);
  const end = allocate(0);
  const quotient = allocate(steps << 3);
  const rest = allocate((limbs + 2) << 3) + 16;
  const divisor = allocate(divisorLimbs << 2);
  const scratch = allocate(limbs << 2);
  memory.fill(rest - 16, 0, 16);
  toLimbs(scratch, a.digits, count, zeros);
  widen(rest, scratch, limbs);
  toLimbs(divisor, b.digits, b.count, 0);
  divideLimbs(quotient, rest, divisor, divisorLimbs, steps);
  narrow(quotient, steps);
  fromLimbs(digits, quotient, steps);
  release(end);
  return decimal(digits, steps << 1, 0, false, 0);
}

/** a / b to `scale` places. */
export function divide(a: Decimal, b: Decimal, scale: i32, rounded: bool): Decimal {
  if (b.count == 0) fail(ERR_DIVISION_BY_ZERO);
  if (a.count == 0) return zero(scale);
  // One digit more than is wanted, by which the result is rounded.
  const places = ((scale + WIDTH - 1) >> 2) + 1;
  const shift = a.weight - a.count - (b.weight - b.count) + places;
  const count = shift < 0 ? a.count + shift : a.count;
  if (count <= 0) return zero(scale);
  const result = wholeQuotient(a, count, max(shift, 0), b);
  result.weight = result.count - 1 - places;
  result.negative = a.negative != b.negative;
  if (rounded) round(result, scale);
  else truncate(result, scale);
  strip(result);
  return result;
}

/** a / divisor to `scale` places, rounded; the divisor is below 2^40. */
export function divideBySmall(a: Decimal, divisor: u64, scale: i32): Decimal {
  if (a.count == 0) return zero(scale);
  const count = max(a.weight + 1 + ((scale + WIDTH - 1) >> 2), 0) + 1;
  const digits = allocate(count << 1);
  let rest: u64 = 0;
  for (let i = 0; i < count; i++) {
    const value = rest * 10000 + (i < a.count ? <u64>load<u16>(a.digits + (<usize>i << 1)) : 0);
    const quotient = value / divisor;
    rest = value - quotient * divisor;
    store<u16>(digits + (<usize>i << 1), <u16>quotient);
  }
  const result = decimal(digits, count, a.weight, a.negative, scale);
  round(result, scale);
  strip(result);
  return result;
}
