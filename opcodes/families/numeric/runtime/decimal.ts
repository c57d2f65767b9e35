/**
 * A decimal while it is computed with: its digits in base 10,000, the first of which has the weight 10,000^weight, and the display scale.
 * The structures and their digits live in the scratch area; what a caller took since `mark()` is given back by `release` or by `pack`.
 */
import { allocate, shrinkTo } from '../../core/runtime/scratch';

export const BASE: i32 = 10000;
/** Decimal digits in one digit of the base. */
export const WIDTH: i32 = 4;

@unmanaged
export class Decimal {
  /** 16 bits each; may point into an argument, so nobody writes there but who allocated them. */
  digits: usize;
  count: i32;
  weight: i32;
  negative: bool;
  scale: i32;
}

/** The end of what is allocated now. */
// @ts-ignore: decorator
@inline
export function mark(): usize {
  return allocate(0);
}

/** Gives back everything that was allocated since the mark. */
// @ts-ignore: decorator
@inline
export function release(to: usize): void {
  shrinkTo(to);
}

export function decimal(digits: usize, count: i32, weight: i32, negative: bool, scale: i32): Decimal {
  const result = changetype<Decimal>(allocate(offsetof<Decimal>()));
  result.digits = digits;
  result.count = count;
  result.weight = weight;
  result.negative = negative;
  result.scale = scale;
  return result;
}

export function zero(scale: i32): Decimal {
  return decimal(0, 0, 0, false, scale);
}

// @ts-ignore: decorator
@inline
export function digitAt(v: Decimal, i: i32): i32 {
  return <i32>load<u16>(v.digits + (<usize>i << 1));
}

/** A whole number with the sign apart, because -2^63 has no positive. */
export function decimalOfMagnitude(magnitude: u64, negative: bool): Decimal {
  if (magnitude == 0) return zero(0);
  const end = allocate(16) + 10;
  let at = end;
  let rest = magnitude;
  while (rest != 0) {
    at -= 2;
    store<u16>(at, <u16>(rest % 10000));
    rest /= 10000;
  }
  const count = <i32>(end - at) >> 1;
  const result = decimal(at, count, count - 1, negative, 0);
  strip(result);
  return result;
}

/** A whole number. */
export function decimalOf(value: i64): Decimal {
  return decimalOfMagnitude(value < 0 ? 0 - <u64>value : <u64>value, value < 0);
}

/** Takes zeros off both ends of the digits; zero has no sign and no weight. */
export function strip(v: Decimal): void {
  let digits = v.digits;
  let count = v.count;
  while (count > 0 && load<u16>(digits) == 0) {
    digits += 2;
    count--;
    v.weight--;
  }
  while (count > 0 && load<u16>(digits + (<usize>(count - 1) << 1)) == 0) count--;
  if (count == 0) {
    v.negative = false;
    v.weight = 0;
  }
  v.digits = digits;
  v.count = count;
}

/** The same value in another structure, whose sign and scale may be changed; the digits are shared. */
export function alias(v: Decimal): Decimal {
  return decimal(v.digits, v.count, v.weight, v.negative, v.scale);
}

/** A decimal with room of its own for `count` digits, for `assign`. */
export function variable(count: i32): Decimal {
  return decimal(allocate(count << 1), 0, 0, false, 0);
}

/** Copies a value into a variable that has room for it. */
export function assign(target: Decimal, source: Decimal): void {
  memory.copy(target.digits, source.digits, <usize>source.count << 1);
  target.count = source.count;
  target.weight = source.weight;
  target.negative = source.negative;
  target.scale = source.scale;
}
