/**
 * Input of real and double precision (`float8in_internal` in `utils/adt/float.c`): what C's `strtod` accepts, with
 * whitespace around it; an overflow and an underflow to zero are errors.
 */
import { isAlnum, isSpace, startsWithWord } from './characters';
import { numberEnd, power, scanDecimal, significand, truncated } from './decimal-scan';
import { nearestFloat } from './decimal-to-float';
import {
  ERR_INVALID_DOUBLE_PRECISION, ERR_INVALID_REAL,
  ERR_TEXT_OUT_OF_RANGE_FOR_DOUBLE_PRECISION, ERR_TEXT_OUT_OF_RANGE_FOR_REAL,
} from './errors.generated.ts';
import { DOUBLE_BITS, DOUBLE_LEAST, SINGLE_BITS, SINGLE_LEAST, infinityBits } from './float-format';
import { hexEnd, hexFloat, hexIsZero, isHexFloat } from './hex-float';
import { failWith } from './raise';

const INFINITY_WORD = memory.data<u8>([105, 110, 102, 105, 110, 105, 116, 121, 0]);
const INF_WORD = memory.data<u8>([105, 110, 102, 0]);
const NAN_WORD = memory.data<u8>([110, 97, 110, 0]);

/** The powers of ten that a double holds exactly. */
const EXACT_POWERS = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]);

/** The end of `nan`, with C's optional characters in parentheses. */
function nanEnd(p: usize, end: usize): usize {
  if (p >= end || <u32>load<u8>(p) != 40) return p;
  for (let q = p + 1; q < end; q++) {
    const c = <u32>load<u8>(q);
    if (c == 41) return q + 1;
    if (!isAlnum(c) && c != 95) break;
  }
  return p;
}

/** The bits of the number in the text; for a double the caller reinterprets them, for a single the lower half. */
function parseFloat(text: usize, length: i32, bits: i32, least: i32, invalid: i32, outOfRange: i32): i64 {
  const end = text + length;
  let start = text;
  while (start < end && isSpace(load<u8>(start))) start++;
  let p = start;
  if (p == end) failWith(invalid, text, length);
  const sign = <u32>load<u8>(p);
  if (sign == 45 || sign == 43) p++;

  const infinity = infinityBits(bits, least);
  let result: i64;
  if (isHexFloat(p, end)) {
    result = hexFloat(p, end, bits, least);
    p = hexEnd;
    if (result == infinity || (result == 0 && !hexIsZero)) failWith(outOfRange, start, <i32>(p - start));
  } else if (scanDecimal(p, end)) {
    p = numberEnd;
    result = nearestFloat(bits, least);
    if (result == infinity || (result == 0 && significand != 0)) failWith(outOfRange, start, <i32>(p - start));
  } else if (startsWithWord(p, end, INF_WORD)) {
    p += startsWithWord(p, end, INFINITY_WORD) ? 8 : 3;
    result = infinity;
  } else if (startsWithWord(p, end, NAN_WORD)) {
    p = nanEnd(p + 3, end);
    result = infinity | ((<i64>1) << (bits - 2));
  } else {
    failWith(invalid, text, length);
    return 0;
  }
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p != end) failWith(invalid, text, length);
  return sign == 45 ? result | ((<i64>-1) << (bits == DOUBLE_BITS ? 63 : 31)) : result;
}

/** text → double precision. */
export function float8in(text: usize, length: i32): f64 {
  if (length > 0) {
    const negative = <u32>load<u8>(text) == 45;
    const end = text + length;
    if (scanDecimal(negative ? text + 1 : text, end) && numberEnd == end) {
      // A number of up to fifteen digits or so is one exact division or multiplication (Clinger).
      if (!truncated && significand <= 9007199254740992 && power >= -22 && power <= 22) {
        let value = <f64>significand;
        if (power < 0) value /= load<f64>(EXACT_POWERS - (<i32>power << 3));
        else value *= load<f64>(EXACT_POWERS + (<i32>power << 3));
        return negative ? -value : value;
      }
      const bits = nearestFloat(DOUBLE_BITS, DOUBLE_LEAST);
      if (bits != 0 && bits != infinityBits(DOUBLE_BITS, DOUBLE_LEAST)) {
        return reinterpret<f64>(negative ? bits | (<i64>1 << 63) : bits);
      }
    }
  }
  return reinterpret<f64>(parseFloat(
    text, length, DOUBLE_BITS, DOUBLE_LEAST, ERR_INVALID_DOUBLE_PRECISION, ERR_TEXT_OUT_OF_RANGE_FOR_DOUBLE_PRECISION,
  ));
}

/** text → real, rounded once: not by way of a double. */
export function float4in(text: usize, length: i32): f32 {
  return reinterpret<f32>(<i32>parseFloat(
    text, length, SINGLE_BITS, SINGLE_LEAST, ERR_INVALID_REAL, ERR_TEXT_OUT_OF_RANGE_FOR_REAL,
  ));
}
