/** Parts and single bits of bit strings (utils/adt/varbit.c). */
import { detailNumber, detailText, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { nextMatch, startSearch } from '../../text/runtime/search';
import { allocateBits, bitAt, bitCount, bitsOf, bitsResult, bytesFor, copyBits } from './bit-value';
import { countBits } from './byte';
import { ERR_BIT_INDEX, ERR_INTEGER_OUT_OF_RANGE, ERR_NEW_BIT } from './errors.generated.ts';
import { failSubstring } from './substring-error';

/** The bits from place `from` on, before place `to`; both may lie outside. */
function slice(a: usize, from: i64, to: i64): usize {
  const beyond = <i64>bitCount(a) + 1;
  const first = <i32>min<i64>(max<i64>(from, 1), beyond);
  const last = <i32>min<i64>(max<i64>(to, first), beyond);
  const result = allocateBits(last - first);
  copyBits(result, 0, a, first - 1, last - first);
  return bitsResult(result);
}

/** The bits of a from the place `from` on, `length` of them counted from there. */
export function bitsubstr(a: usize, _aLength: i32, from: i32, length: i32): usize {
  if (length < 0) failSubstring();
  const to = <i64>from + <i64>length;
  return slice(a, from, to > <i64>i32.MAX_VALUE ? i64.MAX_VALUE : to);
}

/** The bits of a from the place `from` on. */
export function bitsubstr_no_len(a: usize, _aLength: i32, from: i32): usize {
  return slice(a, from, i64.MAX_VALUE);
}

function overlay(a: usize, b: usize, from: i32, length: i32): usize {
  if (from <= 0) failSubstring();
  const after = <i64>from + <i64>length;
  if (after > <i64>i32.MAX_VALUE || after < <i64>i32.MIN_VALUE) fail(ERR_INTEGER_OUT_OF_RANGE);
  const aCount = bitCount(a);
  const bCount = bitCount(b);
  const head = min(from - 1, aCount);
  const tail = <i32>min<i64>(max<i64>(after - 1, 0), aCount);
  const result = allocateBits(<i64>head + <i64>bCount + <i64>(aCount - tail));
  copyBits(result, 0, a, 0, head);
  copyBits(result, head, b, 0, bCount);
  copyBits(result, head + bCount, a, tail, aCount - tail);
  return bitsResult(result);
}

/** a with `length` bits from the place `from` on replaced by b. */
export function bitoverlay(a: usize, _aLength: i32, b: usize, _bLength: i32, from: i32, length: i32): usize {
  return overlay(a, b, from, length);
}

/** a with as many bits as b has, from the place `from` on, replaced by b. */
export function bitoverlay_no_len(a: usize, _aLength: i32, b: usize, _bLength: i32, from: i32): usize {
  return overlay(a, b, from, bitCount(b));
}

/** The number of bits. */
export function bitlength(a: usize, _aLength: i32): i32 {
  return bitCount(a);
}

/** The number of bytes that hold the bits. */
export function bitoctetlength(a: usize, _aLength: i32): i32 {
  return bytesFor(bitCount(a));
}

/** The number of bits that are set. */
export function bit_bit_count(a: usize, _aLength: i32): i64 {
  return countBits(bitsOf(a), bytesFor(bitCount(a)));
}

/** Each bit as a byte of its own. */
function spread(a: usize): usize {
  const count = bitCount(a);
  const result = allocate(count);
  for (let i = 0; i < count; i++) store<u8>(result + i, bitAt(a, i));
  return result;
}

/** The place of the first occurrence of b in a, 0 for none. */
export function bitposition(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  const aCount = bitCount(a);
  const bCount = bitCount(b);
  if (aCount == 0 || bCount > aCount) return 0;
  if (bCount == 0) return 1;
  const bits = spread(a);
  startSearch(spread(b), bCount);
  const found = nextMatch(bits, bits + aCount);
  return found == 0 ? 0 : <i32>(found - bits) + 1;
}

function checkIndex(a: usize, index: i32): void {
  if (index >= 0 && index < bitCount(a)) return;
  detailNumber(index);
  detailText(' out of valid range (0..');
  detailNumber(bitCount(a) - 1);
  detailText(')');
  failWithDetail(ERR_BIT_INDEX);
}

/** The bit at an index from 0, which is that of the first bit. */
export function bitgetbit(a: usize, _aLength: i32, index: i32): i32 {
  checkIndex(a, index);
  return bitAt(a, index);
}

/** a with another bit at an index. */
export function bitsetbit(a: usize, _aLength: i32, index: i32, value: i32): usize {
  checkIndex(a, index);
  if ((value & ~1) != 0) fail(ERR_NEW_BIT);
  const count = bitCount(a);
  const result = allocateBits(count);
  memory.copy(bitsOf(result), bitsOf(a), bytesFor(count));
  const place = bitsOf(result) + (index >> 3);
  const mask = 128 >> (index & 7);
  store<u8>(place, (<i32>load<u8>(place) & ~mask) | (value != 0 ? mask : 0));
  return bitsResult(result);
}
