/** The text forms of bit and varbit, and their lengths (bit_in, varbit_in, bit, varbit in utils/adt/varbit.c). */
import { hexDigit } from '../../core/runtime/characters';
import { detailNumber, detailText, failWithDetail } from '../../core/runtime/detail';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { bytesBefore } from '../../text/runtime/utf8';
import { MOST_BITS, allocateBits, bitAt, bitCount, bitsOf, bitsResult, copyBits } from './bit-value';
import {
  ERR_BINARY_DIGIT, ERR_BITS_MISMATCH, ERR_BITS_TOO_LONG, ERR_BITS_TOO_MANY, ERR_HEXADECIMAL_DIGIT,
} from './errors.generated.ts';

function failLength(count: i32, modifier: i32): void {
  detailNumber(count);
  detailText(' does not match type bit(');
  detailNumber(modifier);
  detailText(')');
  failWithDetail(ERR_BITS_MISMATCH);
}

function failTooLong(modifier: i32): void {
  detailNumber(modifier);
  failWithDetail(ERR_BITS_TOO_LONG);
}

/** Reads the digits; `fixed` asks for exactly the modifier's length, else it is the greatest length. */
function read(text: usize, length: i32, modifier: i32, fixed: bool): usize {
  const end = text + length;
  let p = text;
  const prefix = length > 0 ? <u32>load<u8>(p) | 32 : 0;
  const isHex = prefix == 120;
  if (isHex || prefix == 98) p++;
  const digits = <i32>(end - p);
  if (isHex && digits > MOST_BITS / 4) fail(ERR_BITS_TOO_MANY);
  const count = isHex ? digits * 4 : digits;
  if (modifier > 0) {
    if (fixed && count != modifier) failLength(count, modifier);
    if (!fixed && count > modifier) failTooLong(modifier);
  }
  const result = allocateBits(count);
  const bits = bitsOf(result);
  const width = isHex ? 4 : 1;
  for (let i = 0; p < end; p++, i += width) {
    const digit = hexDigit(load<u8>(p));
    if (digit >= <u32>(1 << width)) {
      failWith(isHex ? ERR_HEXADECIMAL_DIGIT : ERR_BINARY_DIGIT, p, bytesBefore(end, p));
    }
    const place = bits + (i >> 3);
    store<u8>(place, <u32>load<u8>(place) | (digit << (8 - width - (i & 7))));
  }
  return bitsResult(result);
}

/** text → bit(n). */
export function bit_in(text: usize, length: i32, modifier: i32): usize {
  return read(text, length, modifier, true);
}

/** text → bit varying(n). */
export function varbit_in(text: usize, length: i32, modifier: i32): usize {
  return read(text, length, modifier, false);
}

/** bit → text, in binary digits. */
export function bit_out(a: usize, _aLength: i32): usize {
  const count = bitCount(a);
  const result = allocate(count);
  for (let i = 0; i < count; i++) store<u8>(result + i, 48 + bitAt(a, i));
  return textResult(result, count);
}

/** bit varying → text. */
export function varbit_out(a: usize, aLength: i32): usize {
  return bit_out(a, aLength);
}

/** A bit string of exactly the modifier's length; only an explicit cast cuts off, or fills with zeros. */
export function bit(a: usize, aLength: i32, modifier: i32, isExplicit: i32): usize {
  const count = bitCount(a);
  if (modifier <= 0 || modifier > MOST_BITS || modifier == count) return textResult(a, aLength);
  if (isExplicit == 0) failLength(count, modifier);
  const result = allocateBits(modifier);
  copyBits(result, 0, a, 0, min(count, modifier));
  return bitsResult(result);
}

/** A bit string of at most the modifier's length; only an explicit cast cuts off. */
export function varbit(a: usize, aLength: i32, modifier: i32, isExplicit: i32): usize {
  const count = bitCount(a);
  if (modifier <= 0 || modifier >= count) return textResult(a, aLength);
  if (isExplicit == 0) failTooLong(modifier);
  const result = allocateBits(modifier);
  copyBits(result, 0, a, 0, modifier);
  return bitsResult(result);
}
