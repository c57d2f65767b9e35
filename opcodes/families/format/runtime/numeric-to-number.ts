/** to_number: a text as a pattern says it is written. */
import { resultIsNull } from '../../core/runtime/arguments';
import { numeric_mul } from '../../numeric/runtime/arithmetic';
import { decimalOf, mark } from '../../numeric/runtime/decimal';
import { numeric_power } from '../../numeric/runtime/power';
import { numeric_in } from '../../numeric/runtime/scan';
import { pack } from '../../numeric/runtime/stored';
import { numberEnd, placesRead, readNumber } from './number-in';
import { SHIFT, before, has, readNumberPattern, shift } from './number-pattern';

const RESULT_LENGTH: usize = 16;
/** PostgreSQL adds the size of a header to a type's modifier. */
const HEADER: i32 = 4;

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
  const number = readNumber(text, textLength);
  const precision = before + shift + placesRead;
  const value = numeric_in(number, <i32>(numberEnd - number), ((precision << 16) | placesRead) + HEADER);
  return has(SHIFT) ? unshift(value) : value;
}
