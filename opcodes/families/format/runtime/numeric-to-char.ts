/** to_char of numeric, and the forms that whole numbers share with it. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { numeric_out } from '../../numeric/runtime/print';
import { isSpecial } from '../../numeric/runtime/stored';
import { isZero, roundPlaces, shiftPoint, useText, writeFixed, writeScientific, writtenLength } from './digits';
import { fillNoExponent, fillNumber, usePattern } from './fill-number';
import { ROMAN, SCIENTIFIC, after, before, has, setBefore, shift } from './number-pattern';
import { fillRoman } from './roman';

const RESULT_LENGTH: usize = 16;

/** The digits that were rounded to a whole number, as long as it fits in 32 bits; else one that has no numeral. */
function romanValue(isNegative: bool): i64 {
  roundPlaces(0, false);
  const text = writeFixed(0);
  if (isNegative || writtenLength > 9) return 0;
  let value: i64 = 0;
  for (let i = 0; i < writtenLength; i++) value = value * 10 + load<u8>(text + i) - 48;
  return value;
}

/** Fills the pattern with a decimal text without its sign. */
export function fillDecimal(text: usize, length: i32, isNegative: bool): usize {
  useText(text, length);
  if (has(ROMAN)) return fillRoman(romanValue(isNegative));
  if (has(SCIENTIFIC)) {
    const scientific = writeScientific(after, isNegative, false);
    return textResult(scientific, writtenLength);
  }
  shiftPoint(shift);
  setBefore(before + shift);
  roundPlaces(after, false);
  const negative = isNegative && !isZero();
  const fixed = writeFixed(after);
  return fillNumber(fixed, writtenLength, negative);
}

function fillSpecial(text: usize, length: i32): usize {
  if (has(ROMAN)) return fillRoman(0);
  if (has(SCIENTIFIC)) return fillNoExponent();
  setBefore(before + shift);
  const isNegative = load<u8>(text) == 45;
  const size = length - i32(isNegative);
  const own = allocate(size + 1);
  memory.copy(own, text + i32(isNegative), size);
  store<u8>(own + size, 0);
  return fillNumber(own, size, isNegative);
}

export function numeric_to_char(value: usize, valueLength: i32, pattern: usize, patternLength: i32): usize {
  if (!usePattern(pattern, patternLength)) return textResult(pattern, 0);
  const text = numeric_out(value, valueLength);
  const length = load<i32>(RESULT_LENGTH);
  if (isSpecial(value)) return fillSpecial(text, length);
  const isNegative = load<u8>(text) == 45;
  return fillDecimal(text + i32(isNegative), length - i32(isNegative), isNegative);
}
