/** The single bytes and bits of a bytea, counted from 0; bit 0 is the lowest of the first byte (utils/adt/bytea.c). */
import { detailNumber, detailText, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_INDEX_OUT_OF_RANGE, ERR_NEW_BIT } from './errors.generated.ts';

function checkIndex(index: i64, count: i64): void {
  if (index >= 0 && index < count) return;
  detailNumber(index);
  detailText(' out of valid range, 0..');
  detailNumber(count - 1);
  failWithDetail(ERR_INDEX_OUT_OF_RANGE);
}

/** The byte at an index. */
export function byteaGetByte(a: usize, aLength: i32, index: i32): i32 {
  checkIndex(index, aLength);
  return load<u8>(a + index);
}

/** The bit at an index. */
export function byteaGetBit(a: usize, aLength: i32, index: i64): i32 {
  checkIndex(index, <i64>aLength * 8);
  return (<i32>load<u8>(a + <usize>(index >> 3)) >> (<i32>index & 7)) & 1;
}

function copyOf(a: usize, aLength: i32): usize {
  const result = allocate(aLength);
  memory.copy(result, a, aLength);
  return textResult(result, aLength);
}

/** a with another byte at an index. */
export function byteaSetByte(a: usize, aLength: i32, index: i32, byte: i32): usize {
  checkIndex(index, aLength);
  const result = copyOf(a, aLength);
  store<u8>(result + index, byte);
  return result;
}

/** a with another bit at an index. */
export function byteaSetBit(a: usize, aLength: i32, index: i64, bit: i32): usize {
  checkIndex(index, <i64>aLength * 8);
  if ((bit & ~1) != 0) fail(ERR_NEW_BIT);
  const result = copyOf(a, aLength);
  const at = result + <usize>(index >> 3);
  const place = <i32>index & 7;
  store<u8>(at, (<i32>load<u8>(at) & ~(1 << place)) | (bit << place));
  return result;
}

/** The number of bytes. */
export function byteaoctetlen(_a: usize, aLength: i32): i32 {
  return aLength;
}

/** The number of bits that are set in `length` bytes. */
export function countBits(a: usize, length: i32): i64 {
  let count: i64 = 0;
  let i = 0;
  for (; i + 8 <= length; i += 8) count += popcnt<i64>(load<i64>(a + i));
  for (; i < length; i++) count += popcnt<i32>(load<u8>(a + i));
  return count;
}

/** The number of bits that are set. */
export function bytea_bit_count(a: usize, aLength: i32): i64 {
  return countBits(a, aLength);
}

/** The bytes from the last to the first. */
export function bytea_reverse(a: usize, aLength: i32): usize {
  const result = allocate(aLength);
  for (let i = 0; i < aLength; i++) store<u8>(result + aLength - 1 - i, load<u8>(a + i));
  return textResult(result, aLength);
}
