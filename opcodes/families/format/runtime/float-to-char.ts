/** to_char of real and double precision, which print no more digits than the type holds. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { roundPlaces, writeFixed, writeScientific, writtenLength } from './digits';
import { fillNoExponent, fillNumber, usePattern } from './fill-number';
import { useFloat } from './float-digits';
import { ROMAN, SCIENTIFIC, after, before, has, setAfter, setBefore, shift } from './number-pattern';
import { fillRoman } from './roman';

const NAN_TEXT = memory.data<u8>([78, 97, 78, 0]);
const INFINITY_TEXT = memory.data<u8>([73, 110, 102, 105, 110, 105, 116, 121, 0]);

function isFinite(value: f64): bool {
  return value - value == 0;
}

/** How many digits there are before the point once the value is whole. */
function wholeDigits(value: f64): i32 {
  useFloat(value);
  roundPlaces(0, true);
  writeFixed(0);
  return writtenLength;
}

function fillSpecial(value: f64, most: i32): usize {
  const isNan = value != value;
  const length = isNan ? 3 : 8;
  if (length >= most) setAfter(0);
  else if (length + after > most) setAfter(most - length);
  return fillNumber(isNan ? NAN_TEXT : INFINITY_TEXT, length, value < 0);
}

/** The value, shifted, with at most `most` digits. */
function fillFloat(value: f64, most: i32): usize {
  setBefore(before + shift);
  if (!isFinite(value)) return fillSpecial(value, most);
  const whole = wholeDigits(value);
  if (whole >= most) setAfter(0);
  else if (whole + after > most) setAfter(most - whole);
  useFloat(value);
  roundPlaces(after, true);
  const text = writeFixed(after);
  return fillNumber(text, writtenLength, reinterpret<i64>(value) < 0);
}

function romanValue(value: f64): i64 {
  const whole = nearest(value);
  return whole >= 1 && whole <= 3999 ? <i64>whole : 0;
}

function fillExponent(value: f64): usize {
  if (!isFinite(value)) return fillNoExponent();
  useFloat(value);
  const text = writeScientific(after, reinterpret<i64>(value) < 0, true);
  return textResult(text, writtenLength);
}

export function float8_to_char(value: f64, pattern: usize, patternLength: i32): usize {
  if (!usePattern(pattern, patternLength)) return textResult(pattern, 0);
  if (has(ROMAN)) return fillRoman(romanValue(value));
  if (has(SCIENTIFIC)) return fillExponent(value);
  return fillFloat(shift != 0 ? value * Math.pow(10, shift) : value, 15);
}

export function float4_to_char(value: f32, pattern: usize, patternLength: i32): usize {
  if (!usePattern(pattern, patternLength)) return textResult(pattern, 0);
  if (has(ROMAN)) return fillRoman(romanValue(value));
  if (has(SCIENTIFIC)) return fillExponent(value);
  return fillFloat(shift != 0 ? value * <f32>Math.pow(10, shift) : value, 6);
}
