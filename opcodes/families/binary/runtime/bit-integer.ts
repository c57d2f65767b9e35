/** Integers as bit strings and back (bitfromint4 and its like in utils/adt/varbit.c). */
import { fail } from '../../core/runtime/raise';
import { MOST_BITS, allocateBits, bitCount, bitsOf, bitsResult, bytesFor } from './bit-value';
import { ERR_BIGINT_OUT_OF_RANGE, ERR_INTEGER_OUT_OF_RANGE } from './errors.generated.ts';

/** The lowest bits of the number, with copies of its sign in front; one bit without a modifier. */
function fromInteger(value: i64, modifier: i32): usize {
  const count = modifier <= 0 || modifier > MOST_BITS ? 1 : modifier;
  const result = allocateBits(count);
  const bytes = bytesFor(count);
  const bits = bitsOf(result);
  // The last byte holds the lowest bits, before the padding.
  const padding = (bytes << 3) - count;
  for (let i = 0; i < bytes; i++) {
    const shift = <i64>(bytes - 1 - i) * 8 - padding;
    const byte = shift < 0 ? value << -shift : value >> min<i64>(shift, 63);
    store<u8>(bits + i, <u32>byte & 255);
  }
  return bitsResult(result);
}

/** integer → bit(n). */
export function bitfromint4(a: i32, modifier: i32): usize {
  return fromInteger(a, modifier);
}

/** bigint → bit(n). */
export function bitfromint8(a: i64, modifier: i32): usize {
  return fromInteger(a, modifier);
}

function toInteger(a: usize): i64 {
  const count = bitCount(a);
  const bytes = bytesFor(count);
  let value: u64 = 0;
  const padding = (bytes << 3) - count;
  for (let i = 0; i < bytes - 1; i++) value = (value << 8) | <u64>load<u8>(bitsOf(a) + i);
  if (bytes > 0) value = (value << (8 - padding)) | (<u64>load<u8>(bitsOf(a) + bytes - 1) >> padding);
  return value;
}

/** bit → integer. */
export function bittoint4(a: usize, _aLength: i32): i32 {
  if (bitCount(a) > 32) fail(ERR_INTEGER_OUT_OF_RANGE);
  return <i32>toInteger(a);
}

/** bit → bigint. */
export function bittoint8(a: usize, _aLength: i32): i64 {
  if (bitCount(a) > 64) fail(ERR_BIGINT_OUT_OF_RANGE);
  return toInteger(a);
}
