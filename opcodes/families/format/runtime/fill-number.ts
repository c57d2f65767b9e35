/** From a number's text to the filled pattern: blanks for places it does not need, # where it has too few (the ends of `numeric_to_char` and the like). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fillPattern } from './number-out';
import { after, before, readNumberPattern } from './number-pattern';

/** A text of # with a point after `whole` of them. */
function hashes(whole: i32, length: i32): usize {
  const text = allocate(length + 1);
  memory.fill(text, 35, length);
  store<u8>(text + whole, 46);
  store<u8>(text + length, 0);
  return text;
}

/** Fills the pattern with an unsigned number, whose text ends with a zero byte. */
export function fillNumber(text: usize, length: i32, isNegative: bool): usize {
  let whole = 0;
  while (whole < length && load<u8>(text + whole) != 46) whole++;
  if (whole > before) {
    const all = before + after + 1;
    return fillPattern(hashes(before, all), all, isNegative, 0);
  }
  return fillPattern(text, length, isNegative, before - whole);
}

/** What is printed for NaN and the infinities with an exponent. */
export function fillNoExponent(): usize {
  const all = before + after + 6;
  const text = hashes(before + 1, all);
  store<u8>(text, 32);
  return textResult(text, all);
}

/** Reads the pattern; false if it is empty, when the result is the empty text. */
export function usePattern(pattern: usize, length: i32): bool {
  if (length == 0) return false;
  readNumberPattern(pattern, length);
  return true;
}
