/** Operators on all bits of bit strings (utils/adt/varbit.c). */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { allocateBits, bitCount, bitsOf, bitsResult, bytesFor, copyBits } from './bit-value';
import { ERR_AND_SIZES, ERR_OR_SIZES, ERR_XOR_SIZES } from './errors.generated.ts';

/** A copy of a, which b must be as long as. */
function copyOf(a: usize, b: usize, differ: i32): usize {
  const count = bitCount(a);
  if (count != bitCount(b)) fail(differ);
  const result = allocateBits(count);
  memory.copy(bitsOf(result), bitsOf(a), bytesFor(count));
  return result;
}

/** a & b. */
export function bit_and(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  const result = copyOf(a, b, ERR_AND_SIZES);
  const bytes = bytesFor(bitCount(a));
  for (let i = 0; i < bytes; i++) store<u8>(bitsOf(result) + i, load<u8>(bitsOf(a) + i) & load<u8>(bitsOf(b) + i));
  return bitsResult(result);
}

/** a | b. */
export function bit_or(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  const result = copyOf(a, b, ERR_OR_SIZES);
  const bytes = bytesFor(bitCount(a));
  for (let i = 0; i < bytes; i++) store<u8>(bitsOf(result) + i, load<u8>(bitsOf(a) + i) | load<u8>(bitsOf(b) + i));
  return bitsResult(result);
}

/** a # b. */
export function bitxor(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  const result = copyOf(a, b, ERR_XOR_SIZES);
  const bytes = bytesFor(bitCount(a));
  for (let i = 0; i < bytes; i++) store<u8>(bitsOf(result) + i, load<u8>(bitsOf(a) + i) ^ load<u8>(bitsOf(b) + i));
  return bitsResult(result);
}

/** ~a. */
export function bitnot(a: usize, _aLength: i32): usize {
  const result = allocateBits(bitCount(a));
  const bytes = bytesFor(bitCount(a));
  for (let i = 0; i < bytes; i++) store<u8>(bitsOf(result) + i, ~(<u32>load<u8>(bitsOf(a) + i)));
  return bitsResult(result);
}

/** Towards the first bit by `by` places, towards the last when it is negative; zeros come in. */
function shift(a: usize, by: i64): usize {
  const count = bitCount(a);
  const result = allocateBits(count);
  if (by >= 0 && by < count) copyBits(result, 0, a, <i32>by, count - <i32>by);
  if (by < 0 && -by < count) copyBits(result, <i32>(-by), a, 0, count + <i32>by);
  return bitsResult(result);
}

/** a << b. */
export function bitshiftleft(a: usize, _aLength: i32, b: i32): usize {
  return shift(a, b);
}

/** a >> b. */
export function bitshiftright(a: usize, _aLength: i32, b: i32): usize {
  return shift(a, -<i64>b);
}

/** a || b. */
export function bitcat(a: usize, _aLength: i32, b: usize, bLength: i32): usize {
  const aCount = bitCount(a);
  if (aCount == 0) return textResult(b, bLength);
  const bCount = bitCount(b);
  const result = allocateBits(<i64>aCount + <i64>bCount);
  copyBits(result, 0, a, 0, aCount);
  copyBits(result, aCount, b, 0, bCount);
  return bitsResult(result);
}
