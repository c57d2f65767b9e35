/** Roman numerals: from 1 to 3999, and fifteen # for anything else (`int_to_roman`). */
import { allocate } from '../../core/runtime/scratch';
import { fillPattern } from './number-out';

const ONES = memory.data<u8>([73, 88, 67, 77]);
const FIVES = memory.data<u8>([86, 76, 68]);

function writeDigit(at: usize, digit: u32, power: usize): usize {
  const one = load<u8>(ONES + power);
  if (digit % 5 == 4) {
    store<u8>(at, one);
    store<u8>(at, digit == 9 ? load<u8>(ONES + power + 1) : load<u8>(FIVES + power), 1);
    return at + 2;
  }
  if (digit >= 5) store<u8>(at++, load<u8>(FIVES + power));
  for (let n: u32 = 0; n < digit % 5; n++) store<u8>(at++, one);
  return at;
}

/** Writes a number from 1 to 3999 and returns its end. */
export function writeRoman(at: usize, n: u32): usize {
  at = writeDigit(at, n / 1000, 3);
  at = writeDigit(at, n / 100 % 10, 2);
  at = writeDigit(at, n / 10 % 10, 1);
  return writeDigit(at, n % 10, 0);
}

/** Fills the pattern with a Roman numeral. */
export function fillRoman(value: i64): usize {
  const text = allocate(16);
  let at = text;
  if (value < 1 || value > 3999) {
    memory.fill(text, 35, 15);
    at += 15;
  } else {
    at = writeRoman(text, <u32>value);
  }
  store<u8>(at, 0);
  return fillPattern(text, <i32>(at - text), false, 0);
}
