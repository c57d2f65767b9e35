/** A bit string as PostgreSQL stores it: the number of its bits, then the bits from the highest of each byte on, zeros after the last (utils/varbit.h). */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_BITS_TOO_MANY } from './errors.generated.ts';

/** VARBITMAXLEN. */
export const MOST_BITS: i32 = 2147483640;
const HEADER: i32 = 4;

// @ts-ignore: decorator
@inline
export function bitCount(a: usize): i32 {
  return load<i32>(a);
}

// @ts-ignore: decorator
@inline
export function bitsOf(a: usize): usize {
  return a + HEADER;
}

// @ts-ignore: decorator
@inline
export function bytesFor(count: i32): i32 {
  return <i32>((<i64>count + 7) >> 3);
}

/** A new bit string of zeros. */
export function allocateBits(count: i64): usize {
  if (count > MOST_BITS) fail(ERR_BITS_TOO_MANY);
  const size = HEADER + bytesFor(<i32>count);
  const result = allocate(size);
  store<i32>(result, <i32>count);
  memory.fill(result + HEADER, 0, size - HEADER);
  return result;
}

/** Returns a bit string; the bits of its last byte beyond its length are made zero. */
export function bitsResult(a: usize): usize {
  const count = bitCount(a);
  const bytes = bytesFor(count);
  if ((count & 7) != 0) {
    const last = bitsOf(a) + bytes - 1;
    store<u8>(last, <u32>load<u8>(last) & (0xff00 >> (count & 7)));
  }
  return textResult(a, HEADER + bytes);
}

/** The bit at an index from 0. */
// @ts-ignore: decorator
@inline
export function bitAt(a: usize, index: i32): i32 {
  return (<i32>load<u8>(bitsOf(a) + (index >> 3)) >> (7 - (index & 7))) & 1;
}

/** Writes `count` bits of `from`, beginning at its bit `first`, into `to` at its bit `at`, where there are zeros. */
export function copyBits(to: usize, at: i32, from: usize, first: i32, count: i32): void {
  if (count <= 0) return;
  const source = bitsOf(from);
  const target = bitsOf(to);
  if ((at & 7) == 0 && (first & 7) == 0) {
    const whole = count >> 3;
    memory.copy(target + (at >> 3), source + (first >> 3), whole);
    const rest = count & 7;
    if (rest != 0) {
      const byte = <u32>load<u8>(source + (first >> 3) + whole) & (0xff00 >> rest);
      store<u8>(target + (at >> 3) + whole, byte);
    }
    return;
  }
  for (let i = 0; i < count;) {
    // As many bits as lie in one byte of both.
    const fromPlace = (first + i) & 7;
    const toPlace = (at + i) & 7;
    const step = min(min(8 - fromPlace, 8 - toPlace), count - i);
    const chunk = (<u32>load<u8>(source + ((first + i) >> 3)) >> (8 - fromPlace - step)) & ((1 << step) - 1);
    const place = target + ((at + i) >> 3);
    store<u8>(place, <u32>load<u8>(place) | (chunk << (8 - toPlace - step)));
    i += step;
  }
}
