/** A Roman numeral read: only the usual form of a number from 1 to 3999 is one (`roman_to_int`). */
import { isSpace } from '../../core/runtime/characters';
import { writeRoman } from './roman';

const LONGEST: i32 = 15;
const LETTERS = memory.data(16);
const USUAL = memory.data(16);

function valueOf(letter: u32): i32 {
  switch (letter) {
    case 73: return 1;
    case 86: return 5;
    case 88: return 10;
    case 76: return 50;
    case 67: return 100;
    case 68: return 500;
    case 77: return 1000;
    default: return 0;
  }
}

/** Where the numeral that was read last ends. */
export let romanEnd: usize = 0;

/** The number, or -1. */
export function readRoman(text: usize, length: i32): i32 {
  let p = text;
  const end = text + length;
  while (p < end && isSpace(load<u8>(p))) p++;
  let count = 0;
  for (; count < LONGEST && p < end; p++) {
    const c = <u32>load<u8>(p);
    const letter = c - 97 < 26 ? c - 32 : c;
    if (valueOf(letter) == 0) break;
    store<u8>(LETTERS + count++, letter);
  }
  romanEnd = p;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const value = valueOf(load<u8>(LETTERS + i));
    const isSubtracted = i + 1 < count && valueOf(load<u8>(LETTERS + i + 1)) > value;
    sum += isSubtracted ? -value : value;
  }
  if (sum < 1 || sum > 3999) return -1;
  const usual = <i32>(writeRoman(USUAL, sum) - USUAL);
  return usual == count && memory.compare(USUAL, LETTERS, count) == 0 ? sum : -1;
}
