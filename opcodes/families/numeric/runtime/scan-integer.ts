/** Whole numbers in hexadecimal, octal or binary, converted a machine word of digits at a time. */
import { hexDigit } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { Decimal, decimal, strip } from './decimal';
import { ERR_INVALID_NUMERIC, ERR_VALUE_OVERFLOWS_NUMERIC } from './errors.generated.ts';
import { fromLimbs, multiplyAdd } from './limbs';
import { MOST_WEIGHT } from './stored';

/** Where the number that was scanned last ends. */
export let integerEnd: usize = 0;

/** A group of digits is below this, so that a limb times it fits in 64 bits. */
const GROUP: u64 = 0x10000000;

/** The limbs of the greatest numeric, and some more. */
const MOST_LIMBS: i32 = (MOST_WEIGHT + 1) / 2 + 4;

/** Appends digits to the number, which may not have more limbs than a numeric. */
function grow(limbs: usize, count: i32, factor: u64, group: u64): i32 {
  if (count > MOST_LIMBS - 2) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
  return multiplyAdd(limbs, count, factor, group);
}

/** The digits from `start` on; an underscore may stand before each of them. */
export function scanInteger(start: usize, end: usize, base: u32, text: usize): Decimal {
  // Four bits give at most 1.21 decimal digits, and a limb holds eight of them; a carry may need two limbs.
  const room = min(<i32>(end - start) / 6 + 4, MOST_LIMBS);
  const limbs = allocate(room << 2);
  let count = 0;
  let factor: u64 = 1;
  let group: u64 = 0;
  let p = start;
  for (; p < end; p++) {
    let c = <u32>load<u8>(p);
    if (c == 95) {
      p++;
      c = p < end ? <u32>load<u8>(p) : 0;
      if (hexDigit(c) >= base) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
    }
    const digit = hexDigit(c);
    if (digit >= base) break;
    group = group * base + digit;
    factor *= base;
    if (factor >= GROUP) {
      count = grow(limbs, count, factor, group);
      factor = 1;
      group = 0;
    }
  }
  if (p == start) failWith(ERR_INVALID_NUMERIC, text, <i32>(end - text));
  integerEnd = p;
  count = grow(limbs, count, factor, group);
  const digits = allocate(count << 2);
  fromLimbs(digits, limbs, count);
  const result = decimal(digits, count << 1, (count << 1) - 1, false, 0);
  strip(result);
  return result;
}
