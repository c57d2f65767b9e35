/** Output of interval in the style postgres (EncodeInterval of `utils/adt/datetime.c`). */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { daysOf, isInfinite, monthsOf, timeOf } from './interval-value';
import { writeFraction } from './time-digits';

const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** " year", " mon" and " day", each in eight bytes. */
const UNIT_TEXTS = memory.data<u8>([
  32, 121, 101, 97, 114, 0, 0, 0, 32, 109, 111, 110, 0, 0, 0, 0, 32, 100, 97, 121, 0, 0, 0, 0,
]);
/** Longer than any interval. */
const LONGEST: i32 = 96;

/** Where the next field goes, whether there was one, and whether it was negative. */
let at: usize = 0;
let isFirst: bool = true;
let afterNegative: bool = false;

function write(byte: u32): void {
  store<u8>(at++, byte);
}

/** A number with its unit, which has a sign also when it is positive after a negative one. */
function writePart(value: i64, unit: i32): void {
  if (value == 0) return;
  if (!isFirst) write(32);
  if (value < 0) write(45);
  else if (afterNegative) write(43);
  const magnitude = <u64>(value < 0 ? -value : value);
  at = writeDigits(at, magnitude, decimalLength(magnitude));
  for (let p = UNIT_TEXTS + (unit << 3); load<u8>(p) != 0; p++) write(load<u8>(p));
  if (value != 1) write(115);
  isFirst = false;
  afterNegative = value < 0;
}

function writeTime(time: i64): void {
  if (!isFirst) write(32);
  if (time < 0) write(45);
  else if (afterNegative) write(43);
  const magnitude = <u64>(time < 0 ? -time : time);
  const seconds = magnitude / 1000000;
  const hours = seconds / 3600;
  at = writeDigits(at, hours, max(2, decimalLength(hours)));
  write(58);
  at = writeDigits(at, seconds / 60 % 60, 2);
  write(58);
  at = writeDigits(at, seconds % 60, 2);
  at = writeFraction(at, <u32>(magnitude % 1000000));
}

/** interval → text. */
export function interval_out(interval: usize, length: i32): usize {
  const months = monthsOf(interval);
  if (isInfinite(interval)) return textResult(INFINITY_TEXT + <usize>(months > 0), months > 0 ? 8 : 9);
  const start = allocate(LONGEST);
  at = start;
  isFirst = true;
  afterNegative = false;
  writePart(months / 12, 0);
  writePart(months % 12, 1);
  writePart(daysOf(interval), 2);
  if (isFirst || timeOf(interval) != 0) writeTime(timeOf(interval));
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}
