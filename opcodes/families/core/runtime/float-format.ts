/**
 * The two IEEE formats as numbers, so that reading and rounding exist once: `bits` of precision including the hidden
 * one, and the least exponent of a normal number. The greatest exponent and the bias are both `1 - least`.
 */
export const DOUBLE_BITS: i32 = 53;
export const DOUBLE_LEAST: i32 = -1022;
export const SINGLE_BITS: i32 = 24;
export const SINGLE_LEAST: i32 = -126;

/** The bits of infinity. */
// @ts-ignore: decorator
@inline
export function infinityBits(bits: i32, least: i32): i64 {
  return <i64>(3 - 2 * least) << (bits - 1);
}
