/**
 * Input of smallint, integer and bigint (`pg_strtoint32_safe` and its sisters in `utils/adt/numutils.c`): decimal,
 * 0x, 0o and 0b, with single underscores between digits. What is out of range is reported as soon as it is met, even
 * before a later wrong character.
 */
import { hexDigit, isSpace } from './characters';
import {
  ERR_INVALID_BIGINT, ERR_INVALID_INTEGER, ERR_INVALID_SMALLINT,
  ERR_VALUE_OUT_OF_RANGE_FOR_BIGINT, ERR_VALUE_OUT_OF_RANGE_FOR_INTEGER, ERR_VALUE_OUT_OF_RANGE_FOR_SMALLINT,
} from './errors.generated.ts';
import { failWith } from './raise';

/** The byte at `p`, or the zero byte that would end a C string. */
// @ts-ignore: decorator
@inline
function byteAt(p: usize, end: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

/** 16, 8 or 2 when the letter after a 0 announces that base, else 10. */
function baseOf(letter: u32): u32 {
  switch (letter | 32) {
    case 120: return 16;
    case 111: return 8;
    case 98: return 2;
    default: return 10;
  }
}

/** Any form, for a type whose least value is -`least`. */
function parse(text: usize, length: i32, least: u64, invalid: i32, outOfRange: i32): i64 {
  const end = text + length;
  let p = text;
  while (p < end && isSpace(load<u8>(p))) p++;
  const sign = byteAt(p, end);
  const negative = sign == 45;
  if (negative || sign == 43) p++;
  const base = byteAt(p, end) == 48 ? baseOf(byteAt(p + 1, end)) : 10;
  if (base != 10) p += 2;

  const firstDigit = p;
  const limit = least / base;
  let magnitude: u64 = 0;
  for (;;) {
    let c = byteAt(p, end);
    if (c == 95 && !(base == 10 && p == firstDigit)) {
      c = byteAt(++p, end);
      if (hexDigit(c) >= base) failWith(invalid, text, length);
    }
    const digit = hexDigit(c);
    if (digit >= base) break;
    if (magnitude > limit) failWith(outOfRange, text, length);
    magnitude = magnitude * base + digit;
    p++;
  }
  if (p == firstDigit) failWith(invalid, text, length);
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p != end) failWith(invalid, text, length);
  if (magnitude > (negative ? least : least - 1)) failWith(outOfRange, text, length);
  return negative ? 0 - <i64>magnitude : <i64>magnitude;
}

/** text → smallint. */
export function int2in(text: usize, length: i32): i32 {
  return <i32>parse(text, length, 0x8000, ERR_INVALID_SMALLINT, ERR_VALUE_OUT_OF_RANGE_FOR_SMALLINT);
}

/** text → integer. */
export function int4in(text: usize, length: i32): i32 {
  // Up to nine plain digits, which cannot overflow: nearly everything a file contains.
  if (length > 0) {
    const negative = <u32>load<u8>(text) == 45;
    const digits = negative ? length - 1 : length;
    if (digits - 1 < 9 && digits > 0) {
      let p = negative ? text + 1 : text;
      const end = text + length;
      let value: u32 = 0;
      do {
        const digit = <u32>load<u8>(p) - 48;
        if (digit > 9) break;
        value = value * 10 + digit;
        p++;
      } while (p < end);
      if (p == end) return negative ? 0 - <i32>value : <i32>value;
    }
  }
  return <i32>parse(text, length, 0x80000000, ERR_INVALID_INTEGER, ERR_VALUE_OUT_OF_RANGE_FOR_INTEGER);
}

/** text → bigint. */
export function int8in(text: usize, length: i32): i64 {
  return parse(text, length, 0x8000000000000000, ERR_INVALID_BIGINT, ERR_VALUE_OUT_OF_RANGE_FOR_BIGINT);
}
