/**
 * The exact comparison that decides how a decimal number rounds when nineteen digits cannot: both sides as whole
 * numbers of up to 4096 bits, least word first.
 */
import { digitsEnd, digitsStart, writtenExponent } from './decimal-scan';

const MOST_WORDS: i32 = 128;
/** Words are 32 bits; the length in words is kept apart. */
const LEFT = memory.data(512);
const RIGHT = memory.data(512);
const LENGTHS = memory.data(8);
const LEFT_LENGTH = LENGTHS;
const RIGHT_LENGTH = LENGTHS + 4;

/** More digits than any number half-way between two doubles has (767). */
const MOST_DIGITS: i32 = 800;
const FIVE_TO_13: u64 = 1220703125;

/** number = number × factor + addend, both below 2^32. */
function multiplyAdd(number: usize, lengthAt: usize, factor: u64, addend: u64): void {
  let length = load<i32>(lengthAt);
  let carry = addend;
  for (let i = 0; i < length; i++) {
    const at = number + (i << 2);
    carry += <u64>load<u32>(at) * factor;
    store<u32>(at, <u32>carry);
    carry >>= 32;
  }
  if (carry != 0) {
    if (length >= MOST_WORDS) unreachable();
    store<u32>(number + (length << 2), <u32>carry);
    length++;
  }
  store<i32>(lengthAt, length);
}

function multiplyByPowerOfFive(number: usize, lengthAt: usize, power: i32): void {
  for (; power >= 13; power -= 13) multiplyAdd(number, lengthAt, FIVE_TO_13, 0);
  for (; power > 0; power--) multiplyAdd(number, lengthAt, 5, 0);
}

function shiftLeft(number: usize, lengthAt: usize, shift: i32): void {
  const words = shift >> 5;
  const length = load<i32>(lengthAt);
  if (length + words >= MOST_WORDS) unreachable();
  memory.copy(number + (words << 2), number, length << 2);
  memory.fill(number, 0, words << 2);
  store<i32>(lengthAt, length + words);
  multiplyAdd(number, lengthAt, (<u64>1) << (shift & 31), 0);
}

/** The digits as a whole number; returns the power of ten of its last digit. */
function loadDigits(): i32 {
  store<i32>(LEFT_LENGTH, 0);
  let power = writtenExponent;
  let count = 0;
  let inFraction = false;
  let more = false;
  for (let p = digitsStart; p < digitsEnd; p++) {
    const digit = <u32>load<u8>(p) - 48;
    if (digit > 9) {
      inFraction = true;
    } else if (count == MOST_DIGITS) {
      if (digit != 0) more = true;
      if (!inFraction) power++;
    } else {
      if (inFraction) power--;
      multiplyAdd(LEFT, LEFT_LENGTH, 10, digit);
      if (load<i32>(LEFT_LENGTH) != 0) count++;
    }
  }
  if (more) {
    // Any digit will do: the number is above the digits taken and no half-way point lies between.
    multiplyAdd(LEFT, LEFT_LENGTH, 10, 1);
    power--;
  }
  return <i32>power;
}

/** -1, 0 or 1: the number last scanned against `value` × 2^`exponent`. */
export function compareDecimal(value: u64, exponent: i32): i32 {
  const power = loadDigits();
  store<u32>(RIGHT, <u32>value);
  store<u32>(RIGHT, <u32>(value >> 32), 4);
  store<i32>(RIGHT_LENGTH, value > 0xffffffff ? 2 : 1);
  if (power >= 0) multiplyByPowerOfFive(LEFT, LEFT_LENGTH, power);
  else multiplyByPowerOfFive(RIGHT, RIGHT_LENGTH, -power);
  if (power > exponent) shiftLeft(LEFT, LEFT_LENGTH, power - exponent);
  else shiftLeft(RIGHT, RIGHT_LENGTH, exponent - power);

  const leftLength = load<i32>(LEFT_LENGTH);
  const rightLength = load<i32>(RIGHT_LENGTH);
  if (leftLength != rightLength) return leftLength < rightLength ? -1 : 1;
  for (let i = leftLength - 1; i >= 0; i--) {
    const left = load<u32>(LEFT + (i << 2));
    const right = load<u32>(RIGHT + (i << 2));
    if (left != right) return left < right ? -1 : 1;
  }
  return 0;
}
