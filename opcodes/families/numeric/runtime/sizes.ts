/** Numbers of bytes in words and back (utils/adt/dbsize.c). A unit is passed over while there are 20,480 halves of the next or more. */
import { isDigit, isSpace, startsWithWord } from '../../core/runtime/characters';
import { failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { numeric_add, numeric_div_trunc, numeric_mul, numeric_sub } from './arithmetic';
import { numeric_ge, numeric_lt } from './compare';
import { ERR_SIZE, ERR_SIZE_UNIT } from './errors.generated.ts';
import { int8_numeric, numeric_int8 } from './integer-cast';
import { numeric_out } from './print';
import { numeric_in } from './scan';
import { numeric_abs } from './unary';

const RESULT_LENGTH: usize = 16;

/** bytes, kB, MB, GB, TB, PB, each with a zero byte after it. */
const BYTES = memory.data<u8>([98, 121, 116, 101, 115, 0]);
const PREFIXED = memory.data<u8>([107, 66, 0, 77, 66, 0, 71, 66, 0, 84, 66, 0, 80, 66, 0]);
const LAST = 5;

// @ts-ignore: decorator
@inline
function unitName(unit: i32): usize {
  return unit == 0 ? BYTES : PREFIXED + 3 * (unit - 1);
}
// @ts-ignore: decorator
@inline
function unitLength(unit: i32): i32 {
  return unit == 0 ? 5 : 2;
}
/** The length of the result that was made last. */
// @ts-ignore: decorator
@inline
function lastLength(): i32 {
  return load<i32>(RESULT_LENGTH);
}

/** Whether there are so few that the unit is not passed over. */
function isBelow(size: usize, length: i32, limit: i64): bool {
  const magnitude = numeric_abs(size, length);
  const magnitudeLength = lastLength();
  const most = int8_numeric(limit);
  return numeric_lt(magnitude, magnitudeLength, most, lastLength()) != 0;
}

function dividedBy(size: usize, length: i32, divisor: i64): usize {
  const by = int8_numeric(divisor);
  return numeric_div_trunc(size, length, by, lastLength());
}

/** Half of it, with the half added away from zero. */
function halfRounded(size: usize, length: i32): usize {
  const zero = int8_numeric(0);
  const isPositive = numeric_ge(size, length, zero, lastLength()) != 0;
  const one = int8_numeric(1);
  const oneLength = lastLength();
  const more = isPositive ? numeric_add(size, length, one, oneLength) : numeric_sub(size, length, one, oneLength);
  return dividedBy(more, lastLength(), 2);
}

export function pg_size_pretty_numeric(size: usize, length: i32): usize {
  let unit = 0;
  // From kB on the number is held in halves of the unit until it is printed.
  while (unit < LAST && !isBelow(size, length, unit == 0 ? 10 * 1024 : 20 * 1024 - 1)) {
    size = dividedBy(size, length, unit == 0 ? 512 : 1024);
    length = lastLength();
    unit++;
  }
  if (unit > 0) {
    size = halfRounded(size, length);
    length = lastLength();
  }
  const digits = numeric_out(size, length);
  const digitsLength = lastLength();
  const total = digitsLength + 1 + unitLength(unit);
  const result = allocate(total);
  memory.copy(result, digits, digitsLength);
  store<u8>(result + digitsLength, 32);
  memory.copy(result + digitsLength + 1, unitName(unit), unitLength(unit));
  return textResult(result, total);
}

function afterSpaces(p: usize, end: usize): usize {
  while (p < end && isSpace(load<u8>(p))) p++;
  return p;
}
function afterDigits(p: usize, end: usize): usize {
  while (p < end && isDigit(load<u8>(p))) p++;
  return p;
}
function afterSign(p: usize, end: usize): usize {
  return p < end && (load<u8>(p) == 43 || load<u8>(p) == 45) ? p + 1 : p;
}

/** Where the number ends that begins here, or 0 where none does. */
function numberEnd(start: usize, end: usize): usize {
  const whole = afterSign(start, end);
  let p = afterDigits(whole, end);
  let hasDigits = p > whole;
  if (p < end && load<u8>(p) == 46) {
    const fraction = p + 1;
    p = afterDigits(fraction, end);
    hasDigits = hasDigits || p > fraction;
  }
  if (!hasDigits) return 0;
  if (p == end || (<u32>load<u8>(p) | 32) != 101) return p;
  // As strtol has it, spaces and a sign may come before the exponent; without digits the letter begins the unit.
  const exponent = afterSign(afterSpaces(p + 1, end), end);
  const last = afterDigits(exponent, end);
  return last > exponent ? last : p;
}

/** The unit's number, or -1. */
function unitNamed(p: usize, length: i32): i32 {
  if (length == 1 && (<u32>load<u8>(p) | 32) == 98) return 0;
  if (length == 5 && startsWithWord(p, p + 5, BYTES)) return 0;
  if (length != 2 || (<u32>load<u8>(p, 1) | 32) != 98) return -1;
  for (let unit = 1; unit <= LAST; unit++)
    if ((<u32>load<u8>(p) | 32) == (<u32>load<u8>(unitName(unit)) | 32)) return unit;
  return -1;
}

export function pg_size_bytes(text: usize, length: i32): i64 {
  const end = text + length;
  const start = afterSpaces(text, end);
  const stop = numberEnd(start, end);
  if (stop == 0) failWith(ERR_SIZE, text, length);
  let number = numeric_in(start, <i32>(stop - start), -1);
  let numberLength = lastLength();
  const unitStart = afterSpaces(stop, end);
  if (unitStart < end) {
    let unitEnd = end;
    while (isSpace(load<u8>(unitEnd - 1))) unitEnd--;
    const unit = unitNamed(unitStart, <i32>(unitEnd - unitStart));
    if (unit < 0) failWith(ERR_SIZE_UNIT, text, length);
    const factor = int8_numeric(<i64>1 << (10 * unit));
    number = numeric_mul(number, numberLength, factor, lastLength());
    numberLength = lastLength();
  }
  return numeric_int8(number, numberLength);
}
