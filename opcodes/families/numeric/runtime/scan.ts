/** Text → numeric: decimal with exponent and underscores, 0x, 0o and 0b, NaN and the infinities (`numeric_in`). */
import { isDigit, isSpace, startsWithWord } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { Decimal, WIDTH, decimal, mark, strip } from './decimal';
import { ERR_INVALID_NUMERIC, ERR_VALUE_OVERFLOWS_NUMERIC } from './errors.generated.ts';
import { fit, fitSpecial } from './field';
import { powerOfTen } from './rounding';
import { integerEnd, scanInteger } from './scan-integer';
import { MINUS_INFINITY, NAN, PLUS_INFINITY, pack, packSpecial } from './stored';

const INFINITY_WORD = memory.data<u8>([105, 110, 102, 105, 110, 105, 116, 121, 0]);
const INF_WORD = memory.data<u8>([105, 110, 102, 0]);
const NAN_WORD = memory.data<u8>([110, 97, 110, 0]);

/** An exponent of this size is out of range before it is added to anything. */
const MOST_EXPONENT: i64 = 0x3fffffff;

/** Where the number that was scanned last ends. */
let numberEnd: usize = 0;

/** The byte at `p`, or the zero byte that would end a C string. */
// @ts-ignore: decorator
@inline
function byteAt(p: usize, end: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

/** An underscore must have a digit after it; returns where that is. */
// @ts-ignore: decorator
@inline
function afterUnderscore(p: usize, end: usize, text: usize): usize {
  if (!isDigit(byteAt(p + 1, end))) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
  return p + 1;
}

/** The number after `e`; leaves the end in `numberEnd`. */
function scanExponent(p: usize, end: usize, text: usize): i32 {
  const sign = byteAt(p, end);
  if (sign == 43 || sign == 45) p++;
  if (!isDigit(byteAt(p, end))) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
  let exponent: i64 = 0;
  for (;;) {
    const c = byteAt(p, end);
    if (isDigit(c)) {
      exponent = exponent * 10 + <i64>(c - 48);
      if (exponent > MOST_EXPONENT) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
      p++;
    } else if (c == 95) {
      p = afterUnderscore(p, end, text);
    } else {
      break;
    }
  }
  numberEnd = p;
  return sign == 45 ? -<i32>exponent : <i32>exponent;
}

/** Groups the digits between two places of the text by four; `offset` zeros come before the first. */
function groupDigits(p: usize, end: usize, to: usize, offset: i32): void {
  let filled = offset;
  let digit: u32 = 0;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p) - 48;
    if (c > 9) continue;
    digit = digit * 10 + c;
    if (++filled == WIDTH) {
      store<u16>(to, <u16>digit);
      to += 2;
      digit = 0;
      filled = 0;
    }
  }
  if (filled != 0) store<u16>(to, <u16>(digit * powerOfTen(WIDTH - filled)));
}

/** A decimal number without its sign. */
function scanDecimal(start: usize, end: usize, text: usize): Decimal {
  let p = start;
  let hasPoint = byteAt(p, end) == 46;
  if (hasPoint) p++;
  if (!isDigit(byteAt(p, end))) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
  let whole = 0;
  let scale = 0;
  for (;;) {
    const c = byteAt(p, end);
    if (isDigit(c)) {
      if (hasPoint) scale++;
      else whole++;
      p++;
    } else if (c == 46) {
      if (hasPoint || byteAt(p + 1, end) == 95) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
      hasPoint = true;
      p++;
    } else if (c == 95) {
      p = afterUnderscore(p, end, text);
    } else {
      break;
    }
  }
  const digitsEnd = p;
  const count = whole + scale;
  numberEnd = p;
  if ((byteAt(p, end) | 32) == 101) {
    const exponent = scanExponent(p + 1, end, text);
    whole += exponent;
    scale = max(scale - exponent, 0);
  }
  // The first group has its last digit where the exponent is a multiple of four.
  const weight = ((whole + WIDTH - 1) >> 2) - 1;
  const offset = (weight + 1) * WIDTH - whole;
  const groups = (count + offset + WIDTH - 1) / WIDTH;
  const digits = allocate(groups << 1);
  groupDigits(start, digitsEnd, digits, offset);
  const result = decimal(digits, groups, weight, false, scale);
  strip(result);
  return result;
}

/** Only spaces may follow. */
function expectEnd(p: usize, end: usize, text: usize): void {
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p != end) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
}

/** NaN, which has no sign, or an infinity, from where the sign is and from after it. */
function scanSpecial(signed: usize, p: usize, end: usize, text: usize): u32 {
  let header = NAN;
  if (startsWithWord(signed, end, NAN_WORD)) {
    p = signed + 3;
  } else {
    if (!startsWithWord(p, end, INF_WORD)) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
    header = byteAt(signed, end) == 45 ? MINUS_INFINITY : PLUS_INFINITY;
    p += startsWithWord(p, end, INFINITY_WORD) ? 8 : 3;
  }
  expectEnd(p, end, text);
  return header;
}

/** 16, 8 or 2 when the number begins with 0x, 0o or 0b, else 10. */
function baseAt(p: usize, end: usize): u32 {
  if (byteAt(p, end) != 48) return 10;
  const letter = byteAt(p + 1, end) | 32;
  return letter == 120 ? 16 : letter == 111 ? 8 : letter == 98 ? 2 : 10;
}

/** text → numeric, fitted to the modifier. */
export function numeric_in(text: usize, length: i32, modifier: i32): usize {
  const from = mark();
  const end = text + length;
  let signed = text;
  while (signed < end && isSpace(load<u8>(signed))) signed++;
  const sign = byteAt(signed, end);
  const p = sign == 43 || sign == 45 ? signed + 1 : signed;
  const first = byteAt(p, end);
  if (!isDigit(first) && first != 46) {
    const header = scanSpecial(signed, p, end, text);
    fitSpecial(header, modifier);
    return packSpecial(header);
  }
  const base = baseAt(p, end);
  let value: Decimal;
  if (base == 10) {
    value = scanDecimal(p, end, text);
  } else {
    value = scanInteger(p + 2, end, base, text);
    numberEnd = integerEnd;
  }
  expectEnd(numberEnd, end, text);
  value.negative = sign == 45 && value.count != 0;
  fit(value, modifier);
  return pack(value, from);
}
