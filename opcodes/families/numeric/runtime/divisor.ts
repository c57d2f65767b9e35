/**
 * The greatest common divisor by Lehmer's method: Euclid's steps are done on the first sixteen digits for as long as these decide the
 * quotients, and then on the whole numbers at once.
 */
import { allocate } from '../../core/runtime/scratch';
import { remainder } from './arithmetic';
import { Decimal, alias, decimal, mark, release } from './decimal';
import { LIMB_BASE, SIGNED_BASE, fromLimbs, limbCount, toLimbs } from './limbs';

/** The steps on the first digits as a matrix: the next two numbers are a × u + b × v and c × u + d × v. */
let a: i64 = 1;
let b: i64 = 0;
let c: i64 = 0;
let d: i64 = 1;
/** What the two sums carry from the limbs done to the next. */
let firstCarry: i64 = 0;
let secondCarry: i64 = 0;

/** Euclid's steps on two numbers that are the beginnings of longer ones, while every continuation has the same quotients (Collins). */
function simulate(u: i64, v: i64): void {
  a = 1;
  b = 0;
  c = 0;
  d = 1;
  while (v + c != 0 && v + d != 0) {
    const q = (u + a) / (v + c);
    if (q != (u + b) / (v + d)) break;
    let t = a - q * c;
    a = c;
    c = t;
    t = b - q * d;
    b = d;
    d = t;
    t = u - q * v;
    u = v;
    v = t;
  }
}

/** value / 10^8, downward, for magnitudes below 2^62. */
// @ts-ignore: decorator
@inline
function floorByBase(value: i64): i64 {
  const quotient = <i64>(<f64>value * 1e-8);
  const rest = value - quotient * SIGNED_BASE;
  return quotient + i64(rest >= SIGNED_BASE) - i64(rest < 0);
}

/** Applies the matrix to some limbs. Called in two halves, so that it stays a function and V8 optimizes it during a long run. */
function combine(u: usize, v: usize, count: i32): void {
  let first = firstCarry;
  let second = secondCarry;
  for (const end = u + (<usize>count << 2); u < end; u += 4) {
    const x = <i64>load<u32>(u);
    const y = <i64>load<u32>(v);
    first += a * x + b * y;
    second += c * x + d * y;
    const firstHigh = floorByBase(first);
    const secondHigh = floorByBase(second);
    store<u32>(u, <u32>(first - firstHigh * SIGNED_BASE));
    store<u32>(v, <u32>(second - secondHigh * SIGNED_BASE));
    first = firstHigh;
    second = secondHigh;
    v += 4;
  }
  firstCarry = first;
  secondCarry = second;
}

/** The number of limbs without zeros at the top. */
function lengthOf(limbs: usize, count: i32): i32 {
  while (count > 0 && load<u32>(limbs + (<usize>(count - 1) << 2)) == 0) count--;
  return count;
}

/** The limbs from `low` on, two of them, as one number. */
// @ts-ignore: decorator
@inline
function pairAt(limbs: usize, low: i32): u64 {
  const at = limbs + (<usize>low << 2);
  return <u64>load<u32>(at, 4) * LIMB_BASE + <u64>load<u32>(at);
}

function asDecimal(limbs: usize, count: i32): Decimal {
  const digits = allocate(count << 2);
  fromLimbs(digits, limbs, count);
  let zeros = 0;
  while (zeros < count << 1 && load<u16>(digits + (<usize>zeros << 1)) == 0) zeros++;
  return decimal(digits + (<usize>zeros << 1), (count << 1) - zeros, (count << 1) - zeros - 1, false, 0);
}

/** u becomes u mod v; both have `count` limbs, of which upper ones may be zero, and v is not zero. */
function reduce(u: usize, v: usize, count: i32): void {
  const from = mark();
  const rest = remainder(asDecimal(u, count), asDecimal(v, count));
  memory.fill(u, 0, <usize>count << 2);
  if (rest.count != 0) toLimbs(u, rest.digits, rest.count, rest.weight + 1 - rest.count);
  release(from);
}

/** The greatest common divisor of two numbers of `count` limbs; the place of the result, which has two limbs or is one of the two. */
function divisorOfLimbs(u: usize, v: usize, count: i32): usize {
  for (;;) {
    const top = max(lengthOf(u, count), lengthOf(v, count));
    if (top <= 2) break;
    count = top;
    const x = pairAt(u, top - 2);
    const y = pairAt(v, top - 2);
    if (x < y) {
      const t = u;
      u = v;
      v = t;
      continue;
    }
    if (lengthOf(v, count) == 0) return u;
    simulate(<i64>x, <i64>y);
    if (b == 0) {
      reduce(u, v, count);
      const t = u;
      u = v;
      v = t;
      continue;
    }
    firstCarry = 0;
    secondCarry = 0;
    const half = top >> 1;
    combine(u, v, half);
    combine(u + (<usize>half << 2), v + (<usize>half << 2), top - half);
  }
  let x = pairAt(u, 0);
  let y = pairAt(v, 0);
  while (y != 0) {
    const t = x % y;
    x = y;
    y = t;
  }
  store<u32>(u, <u32>(x % LIMB_BASE));
  store<u32>(u, <u32>(x / LIMB_BASE), 4);
  return u;
}

/** The exponent of the last digit. */
// @ts-ignore: decorator
@inline
function exponentOf(v: Decimal): i32 {
  return v.weight - v.count + 1;
}

/** The greatest common divisor, which is not negative; of a number and zero the number. */
export function greatestDivisor(x: Decimal, y: Decimal): Decimal {
  let result: Decimal;
  if (x.count == 0 || y.count == 0) {
    result = alias(x.count == 0 ? y : x);
    result.negative = false;
  } else {
    const low = min(exponentOf(x), exponentOf(y));
    const xZeros = exponentOf(x) - low;
    const yZeros = exponentOf(y) - low;
    const count = max(limbCount(max(x.count + xZeros, y.count + yZeros)), 2);
    const u = allocate(count << 2);
    const v = allocate(count << 2);
    memory.fill(u, 0, <usize>count << 2);
    memory.fill(v, 0, <usize>count << 2);
    toLimbs(u, x.digits, x.count, xZeros);
    toLimbs(v, y.digits, y.count, yZeros);
    const place = divisorOfLimbs(u, v, count);
    result = asDecimal(place, lengthOf(place, count));
    result.weight += low;
  }
  result.scale = max(x.scale, y.scale);
  return result;
}
