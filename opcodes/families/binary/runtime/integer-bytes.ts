/** bytea as an integer with its highest byte first, and back (utils/adt/bytea.c). A shorter bytea is filled with zeros in front. */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_BIGINT_OUT_OF_RANGE, ERR_INTEGER_OUT_OF_RANGE, ERR_SMALLINT_OUT_OF_RANGE } from './errors.generated.ts';

function integerOf(a: usize, aLength: i32, size: i32, tooLong: i32): i64 {
  if (aLength > size) fail(tooLong);
  let value: i64 = 0;
  for (let i = 0; i < aLength; i++) value = (value << 8) | <i64>load<u8>(a + i);
  return value;
}

/** bytea → smallint. */
export function bytea_int2(a: usize, aLength: i32): i32 {
  return <i32>(<i16>integerOf(a, aLength, 2, ERR_SMALLINT_OUT_OF_RANGE));
}

/** bytea → integer. */
export function bytea_int4(a: usize, aLength: i32): i32 {
  return <i32>integerOf(a, aLength, 4, ERR_INTEGER_OUT_OF_RANGE);
}

/** bytea → bigint. */
export function bytea_int8(a: usize, aLength: i32): i64 {
  return integerOf(a, aLength, 8, ERR_BIGINT_OUT_OF_RANGE);
}

/** The lowest `size` bytes. */
function bytesOf(value: i64, size: i32): usize {
  const result = allocate(size);
  for (let i = size - 1; i >= 0; i--, value >>= 8) store<u8>(result + i, <u32>value & 255);
  return textResult(result, size);
}

/** smallint → bytea. */
export function int2_bytea(a: i32): usize {
  return bytesOf(a, 2);
}

/** integer → bytea. */
export function int4_bytea(a: i32): usize {
  return bytesOf(a, 4);
}

/** bigint → bytea. */
export function int8_bytea(a: i64): usize {
  return bytesOf(a, 8);
}
