/** to_char of integer and bigint. */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_BIGINT_OUT_OF_RANGE } from '../../core/runtime/errors.generated.ts';
import { useText, writeScientific, writtenLength } from './digits';
import { fillNumber, usePattern } from './fill-number';
import { ROMAN, SCIENTIFIC, after, before, has, setBefore, shift } from './number-pattern';
import { fillRoman } from './roman';

/** The digits with zeros for the places after the point; room for them all. */
let wholeLength: i32 = 0;

function writeWhole(value: i64): usize {
  const magnitude = value < 0 ? 0 - <u64>value : <u64>value;
  wholeLength = decimalLength(magnitude);
  const text = allocate(wholeLength + after + 2);
  let at = writeDigits(text, magnitude, wholeLength);
  if (after > 0 && !has(SCIENTIFIC)) {
    store<u8>(at, 46);
    memory.fill(at + 1, 48, after);
    at += 1 + after;
    wholeLength += 1 + after;
  }
  store<u8>(at, 0);
  return text;
}

function fillWhole(value: i64): usize {
  setBefore(before + shift);
  const text = writeWhole(value);
  return fillNumber(text, wholeLength, value < 0);
}

function fillExponent(value: i64, isFloat: bool): usize {
  const text = writeWhole(value);
  useText(text, wholeLength);
  const scientific = writeScientific(after, value < 0, isFloat);
  return textResult(scientific, writtenLength);
}

export function int4_to_char(value: i32, pattern: usize, patternLength: i32): usize {
  if (!usePattern(pattern, patternLength)) return textResult(pattern, 0);
  if (has(ROMAN)) return fillRoman(value);
  if (has(SCIENTIFIC)) return fillExponent(value, true);
  // PostgreSQL multiplies without looking for an overflow; a power that is no integer becomes the least of them.
  const factor: i32 = shift > 9 ? i32.MIN_VALUE : <i32>Math.pow(10, shift);
  return fillWhole(shift == 0 ? value : value * factor);
}

export function int8_to_char(value: i64, pattern: usize, patternLength: i32): usize {
  if (!usePattern(pattern, patternLength)) return textResult(pattern, 0);
  if (has(ROMAN)) return fillRoman(value);
  if (has(SCIENTIFIC)) return fillExponent(value, false);
  let product = value;
  if (shift > 18) fail(ERR_BIGINT_OUT_OF_RANGE);
  for (let n = 0; n < shift; n++) {
    const next = product * 10;
    if (next / 10 != product) fail(ERR_BIGINT_OUT_OF_RANGE);
    product = next;
  }
  return fillWhole(product);
}
