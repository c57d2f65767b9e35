/** "char": one byte, signed as a number and unsigned in order; bytes from 128 on are written in octal (utils/adt/char.c). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_CHAR_OUT_OF_RANGE, ERR_EMPTY_CHAR } from './errors.generated.ts';

const BACKSLASH: u32 = 92;

// @ts-ignore: decorator
@inline
function isOctal(c: u32): bool {
  return c - 48 < 8;
}

/** The first byte, or the byte that four characters `\ooo` say; 0 of nothing. */
export function charin(a: usize, aLength: i32): i32 {
  if (aLength == 0) return 0;
  const c = <u32>load<u8>(a);
  if (aLength == 4 && c == BACKSLASH) {
    const x = <u32>load<u8>(a, 1), y = <u32>load<u8>(a, 2), z = <u32>load<u8>(a, 3);
    if (isOctal(x) && isOctal(y) && isOctal(z)) return <i32>(<i8>(((x - 48) << 6) | ((y - 48) << 3) | (z - 48)));
  }
  return <i32>(<i8>c);
}

/** The character, nothing for 0, or `\ooo`. */
export function charout(a: i32): usize {
  const result = allocate(4);
  if (a == 0) return textResult(result, 0);
  const c = <u32>a & 255;
  if (c < 128) {
    store<u8>(result, c);
    return textResult(result, 1);
  }
  store<u8>(result, BACKSLASH);
  store<u8>(result, 48 + (c >> 6), 1);
  store<u8>(result, 48 + ((c >> 3) & 7), 2);
  store<u8>(result, 48 + (c & 7), 3);
  return textResult(result, 4);
}

/** text → "char". */
export function text_char(a: usize, aLength: i32): i32 {
  return charin(a, aLength);
}

/** "char" → text. */
export function char_text(a: i32): usize {
  return charout(a);
}

/** "char" → char(1): the byte itself. PostgreSQL makes a text of the zero byte, which no text of quern has. */
export function char_bpchar(a: i32): usize {
  if (a == 0) fail(ERR_EMPTY_CHAR);
  const result = allocate(1);
  store<u8>(result, a);
  return textResult(result, 1);
}

/** "char" → integer. */
export function chartoi4(a: i32): i32 {
  return a;
}

/** integer → "char". */
export function i4tochar(a: i32): i32 {
  if (a < -128 || a > 127) fail(ERR_CHAR_OUT_OF_RANGE);
  return a;
}

/** Less, equal or greater: negative, 0 or positive. */
export function btcharcmp(a: i32, b: i32): i32 {
  return (a & 255) - (b & 255);
}

/** a = b. */
export function chareq(a: i32, b: i32): i32 {
  return i32(a == b);
}

/** a <> b. */
export function charne(a: i32, b: i32): i32 {
  return i32(a != b);
}

/** a < b. */
export function charlt(a: i32, b: i32): i32 {
  return i32(btcharcmp(a, b) < 0);
}

/** a <= b. */
export function charle(a: i32, b: i32): i32 {
  return i32(btcharcmp(a, b) <= 0);
}

/** a > b. */
export function chargt(a: i32, b: i32): i32 {
  return i32(btcharcmp(a, b) > 0);
}

/** a >= b. */
export function charge(a: i32, b: i32): i32 {
  return i32(btcharcmp(a, b) >= 0);
}
