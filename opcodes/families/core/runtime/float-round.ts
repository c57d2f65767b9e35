/**
 * Rounding of a scaled number to the bits of a double or a single: to nearest, ties to even, through subnormals to
 * zero and up to infinity.
 */
import { infinityBits } from './float-format';

/** What the number given is: the value itself, or a lower bound that is off by less than … */
export const EXACT: i32 = 0;
/** … two units of `mid`. */
export const NEAR: i32 = 1;
/** … 34 units of `high`. */
export const ROUGH: i32 = 2;
/** Not to be rounded: the float below is wanted. */
export const DOWN: i32 = 3;

/** The result when the error allows both neighbours. */
export const AMBIGUOUS: i64 = -1;

/**
 * The bits of the float nearest to the 192-bit number high:mid:low, whose top bit is set and stands for
 * two to the power of `exponent`.
 */
export function roundToBits(
  high: u64, mid: u64, low: u64, exponent: i32, error: i32, bits: i32, least: i32,
): i64 {
  const greatest = 1 - least;
  if (exponent > greatest) return infinityBits(bits, least);
  const kept = exponent >= least ? bits : bits - (least - exponent);
  if (kept < 0) {
    // Below half of the least subnormal, unless the error carries it up to that half.
    const atHalf = kept == -1 && (error == NEAR || error == ROUGH) && high >= 0xffffffffffffff00;
    return atHalf ? AMBIGUOUS : 0;
  }
  const dropped = 64 - kept;
  const mantissa: u64 = dropped == 64 ? 0 : high >> dropped;
  const rest: u64 = dropped == 64 ? high : high & (((<u64>1) << dropped) - 1);
  const half: u64 = (<u64>1) << (dropped - 1);

  let up: u64 = 0;
  if (error != DOWN) {
    if (rest > half || (rest == half && (mid | low) != 0)) {
      up = 1;
    } else if (rest == half) {
      if (error != EXACT) return AMBIGUOUS;
      up = mantissa & 1;
    } else if (error == NEAR) {
      if (rest == half - 1 && mid >= 0xfffffffffffffffe) return AMBIGUOUS;
    } else if (error == ROUGH) {
      if (half - rest <= 34) return AMBIGUOUS;
    }
  }
  // The hidden bit of the mantissa adds one to the exponent; so does a carry out of it.
  const biased: u64 = exponent >= least ? <u64>(exponent + greatest - 1) << (bits - 1) : 0;
  return <i64>(biased + mantissa + up);
}
