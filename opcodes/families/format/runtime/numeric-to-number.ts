/** to_number: a text as a pattern says it is written. */
import { resultIsNull } from '../../core/runtime/arguments';
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { numeric_mul } from '../../numeric/runtime/arithmetic';
import { decimalOf, mark } from '../../numeric/runtime/decimal';
import { numeric_power } from '../../numeric/runtime/power';
import { numeric_in } from '../../numeric/runtime/scan';
import { pack } from '../../numeric/runtime/stored';
import { ERR_INVALID_ROMAN } from './errors.generated.ts';
import { numberEnd, placesRead, readNumber } from './number-in';
import { ROMAN, SHIFT, before, has, readNumberPattern, shift } from './number-pattern';
import { readRoman } from './roman-in';

const RESULT_LENGTH: usize = 16;
/** PostgreSQL adds the size of a header to a type's modifier. */
const HEADER: i32 = 4;

function readRomanNumeric(text: usize, length: i32): usize {
  const value = readRoman(text, length);
  if (value < 0) fail(ERR_INVALID_ROMAN);
  const size = decimalLength(value);
  const digits = allocate(size);
  writeDigits(digits, value, size);
  return numeric_in(digits, size, (size << 16) + HEADER);
}

function numericOf(value: i32): usize {
  return pack(decimalOf(value), mark());
}

/** The number divided by 10 to the number of digits after V. */
function unshift(value: usize): usize {
  const length = load<i32>(RESULT_LENGTH);
  const ten = numericOf(10);
  const tenLength = load<i32>(RESULT_LENGTH);
  const places = numericOf(-shift);
  const power = numeric_power(ten, tenLength, places, load<i32>(RESULT_LENGTH));
  return numeric_mul(value, length, power, load<i32>(RESULT_LENGTH));
}

export function numeric_to_number(text: usize, textLength: i32, pattern: usize, patternLength: i32): usize {
  if (patternLength == 0) {
    resultIsNull();
    return 0;
  }
  readNumberPattern(pattern, patternLength);
  if (has(ROMAN)) return readRomanNumeric(text, textLength);
  const number = readNumber(text, textLength);
  const precision = before + shift + placesRead;
  const value = numeric_in(number, <i32>(numberEnd - number), ((precision << 16) | placesRead) + HEADER);
  return has(SHIFT) ? unshift(value) : value;
}
