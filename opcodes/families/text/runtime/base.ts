/** Integers in base 2, 8 and 16, negative ones in two's complement (`convert_to_base` of utils/adt/varlena.c). */
import { allocate, textResult } from '../../core/runtime/scratch';

/** The digits of `value`, `bits` bits each. */
// @ts-ignore: decorator
@inline
function digits(value: u64, bits: u64): usize {
  const used = 64 - clz(value | 1);
  const length = <i32>((used + bits - 1) / bits);
  const result = allocate(length);
  for (let i = length - 1; i >= 0; i--) {
    const digit = <u32>value & ((1 << <u32>bits) - 1);
    store<u8>(result + i, digit < 10 ? 48 + digit : 87 + digit);
    value >>= bits;
  }
  return textResult(result, length);
}

/** integer in base 2. */
export function to_bin32(value: i32): usize {
  return digits(<u64>value & 0xffffffff, 1);
}

/** bigint in base 2. */
export function to_bin64(value: i64): usize {
  return digits(value, 1);
}

/** integer in base 8. */
export function to_oct32(value: i32): usize {
  return digits(<u64>value & 0xffffffff, 3);
}

/** bigint in base 8. */
export function to_oct64(value: i64): usize {
  return digits(value, 3);
}

/** integer in base 16. */
export function to_hex32(value: i32): usize {
  return digits(<u64>value & 0xffffffff, 4);
}

/** bigint in base 16. */
export function to_hex64(value: i64): usize {
  return digits(value, 4);
}
