/** Making and measuring texts (`utils/adt/varlena.c`, `utils/adt/formatting.c` under the collation "C"). */
import { allocate, textResult } from './scratch';
import { ERR_OUT_OF_MEMORY } from './errors.generated.ts';
import { fail } from './raise';

/** a || b. */
export function textcat(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (bLength == 0) return textResult(a, aLength);
  if (aLength == 0) return textResult(b, bLength);
  if (<u32>aLength + <u32>bLength > 0x7fffffff) fail(ERR_OUT_OF_MEMORY);
  const length = aLength + bLength;
  const result = allocate(length);
  memory.copy(result, a, aLength);
  memory.copy(result + aLength, b, bLength);
  return textResult(result, length);
}

/** The number of characters: of bytes that do not continue one. */
export function textlen(text: usize, length: i32): i32 {
  let count = 0;
  let i = 0;
  const lastContinuation = i8x16.splat(-65);
  for (; i + 16 <= length; i += 16) {
    count += popcnt(i8x16.bitmask(i8x16.gt_s(v128.load(text + i), lastContinuation)));
  }
  for (; i < length; i++) count += i32((load<u8>(text + i) & 0xc0) != 0x80);
  return count;
}

/** Flips the case bit of the 26 letters from `first` on. */
// @ts-ignore: decorator
@inline
function flipCase(text: usize, length: i32, first: i32): usize {
  const result = allocate(length);
  const firsts = i8x16.splat(<i8>first);
  const letters = i8x16.splat(26);
  const caseBit = i8x16.splat(32);
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    const bytes = v128.load(text + i);
    const isLetter = i8x16.lt_u(i8x16.sub(bytes, firsts), letters);
    v128.store(result + i, v128.xor(bytes, v128.and(isLetter, caseBit)));
  }
  for (; i < length; i++) {
    const c = <u32>load<u8>(text + i);
    store<u8>(result + i, c - first < 26 ? c ^ 32 : c);
  }
  return textResult(result, length);
}

/** Lower case; only ASCII letters have case under the collation "C". */
export function lower(text: usize, length: i32): usize {
  return flipCase(text, length, 65);
}

/** Upper case; only ASCII letters have case under the collation "C". */
export function upper(text: usize, length: i32): usize {
  return flipCase(text, length, 97);
}
