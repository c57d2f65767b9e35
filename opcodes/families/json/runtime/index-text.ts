/** The integer that a step of a path may be: spaces, a sign and digits, as C's `strtol` reads them, and nothing after. */
import { isDigit, isSpace } from '../../core/runtime/characters';

/** Whether the text that was read last is an integer. */
export let isInteger: bool = false;

export function integerOf(text: usize, length: i32): i32 {
  const end = text + length;
  let p = text;
  while (p < end && isSpace(load<u8>(p))) p++;
  const negative = p < end && load<u8>(p) == 45;
  if (p < end && (negative || load<u8>(p) == 43)) p++;
  const first = p;
  let value: i64 = 0;
  while (p < end && isDigit(load<u8>(p)) && value <= i32.MAX_VALUE) value = value * 10 + <i64>(load<u8>(p++) - 48);
  if (negative) value = -value;
  isInteger = p > first && p == end && value >= i32.MIN_VALUE && value <= i32.MAX_VALUE;
  return isInteger ? <i32>value : i32.MIN_VALUE;
}
