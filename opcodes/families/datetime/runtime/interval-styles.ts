/** An interval's months, days and microseconds in each IntervalStyle (EncodeInterval of `utils/adt/datetime.c`). All return the end of what they write. */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { writeFraction } from '../../core/runtime/moment-digits';

/** " year", " mon", " day", " hour" and " min", each in eight bytes. */
const UNIT_TEXTS = memory.data<u8>([
  32, 121, 101, 97, 114, 0, 0, 0, 32, 109, 111, 110, 0, 0, 0, 0, 32, 100, 97, 121, 0, 0, 0, 0, 32, 104, 111, 117, 114, 0, 0, 0, 32, 109, 105,
  110, 0, 0, 0, 0,
]);
const YEAR: i32 = 0;
const MONTH: i32 = 1;
const DAY: i32 = 2;
const HOUR: i32 = 3;
const MINUTE: i32 = 4;

/** Where the next field goes. */
let at: usize = 0;
/** Whether there was no field yet, and whether the last one, or of the verbose style the first one, was negative. */
let isFirst: bool = true;
let wasNegative: bool = false;

function begin(start: usize): void {
  at = start;
  isFirst = true;
  wasNegative = false;
}

function write(byte: u32): void {
  store<u8>(at++, byte);
}

// @ts-ignore: decorator
@inline
function magnitudeOf(value: i64): u64 {
  return <u64>(value < 0 ? -value : value);
}

function writeNumber(value: u64, least: i32): void {
  at = writeDigits(at, value, max(least, decimalLength(value)));
}

function writeUnit(unit: i32, isPlural: bool): void {
  for (let p = UNIT_TEXTS + (unit << 3); load<u8>(p) != 0; p++) write(load<u8>(p));
  if (isPlural) write(115);
}

/** h:mm:ss, the hours of two digits at least or as many as they have. */
function writeClock(time: u64, hourDigits: i32): void {
  const seconds = time / 1000000;
  writeNumber(seconds / 3600, hourDigits);
  write(58);
  writeNumber(seconds / 60 % 60, 2);
  write(58);
  writeNumber(seconds % 60, 2);
  at = writeFraction(at, <u32>(time % 1000000));
}

/** Seconds without a leading zero, and their fraction. */
function writeSeconds(time: u64): void {
  writeNumber(time / 1000000 % 60, 1);
  at = writeFraction(at, <u32>(time % 1000000));
}

/** A sign where one is needed: also a positive field has one after a negative one. */
function writeSign(value: i64): void {
  if (!isFirst) write(32);
  if (value < 0) write(45);
  else if (wasNegative) write(43);
}

function writePart(value: i64, unit: i32): void {
  if (value == 0) return;
  writeSign(value);
  writeNumber(magnitudeOf(value), 1);
  writeUnit(unit, value != 1);
  isFirst = false;
  wasNegative = value < 0;
}

/** 1 year 2 mons 3 days 04:05:06 */
export function writePostgresInterval(start: usize, months: i32, days: i32, time: i64): usize {
  begin(start);
  writePart(months / 12, YEAR);
  writePart(months % 12, MONTH);
  writePart(days, DAY);
  if (isFirst || time != 0) {
    writeSign(time);
    writeClock(magnitudeOf(time), 2);
  }
  return at;
}

/** A field of the verbose style: "ago" at the end turns the signs around when the first one is negative. */
function writeVerbosePart(value: i64, unit: i32): void {
  if (value == 0) return;
  if (isFirst) wasNegative = value < 0;
  if (wasNegative) value = -value;
  isFirst = false;
  write(32);
  if (value < 0) write(45);
  writeNumber(magnitudeOf(value), 1);
  writeUnit(unit, value != 1);
}

/** @ 1 year 2 mons 3 days 4 hours 5 mins 6 secs */
export function writeVerboseInterval(start: usize, months: i32, days: i32, time: i64): usize {
  begin(start);
  write(64);
  writeVerbosePart(months / 12, YEAR);
  writeVerbosePart(months % 12, MONTH);
  writeVerbosePart(days, DAY);
  writeVerbosePart(time / 3600000000, HOUR);
  writeVerbosePart(time / 60000000 % 60, MINUTE);
  const rest = time % 60000000;
  if (rest != 0) {
    if (isFirst) wasNegative = rest < 0;
    isFirst = false;
    write(32);
    if (rest < 0 != wasNegative) write(45);
    writeSeconds(magnitudeOf(rest));
    write(32);
    write(115);
    write(101);
    write(99);
    if (magnitudeOf(rest) != 1000000) write(115);
  }
  if (isFirst) {
    write(32);
    write(48);
  }
  if (wasNegative) {
    write(32);
    write(97);
    write(103);
    write(111);
  }
  return at;
}

function writeYearsAndMonths(months: u64): void {
  writeNumber(months / 12, 1);
  write(45);
  writeNumber(months % 12, 1);
}

/** 1-2 or 3 4:05:06; where SQL has no such interval, all parts with their signs: +1-2 +3 +4:05:06. */
export function writeSqlInterval(start: usize, months: i32, days: i32, time: i64): usize {
  begin(start);
  const isNegative = months < 0 || days < 0 || time < 0;
  const isPositive = months > 0 || days > 0 || time > 0;
  const hasDayTime = days != 0 || time != 0;
  if (!isNegative && !isPositive) {
    write(48);
  } else if ((isNegative && isPositive) || (months != 0 && hasDayTime)) {
    write(months < 0 ? 45 : 43);
    writeYearsAndMonths(magnitudeOf(months));
    write(32);
    write(days < 0 ? 45 : 43);
    writeNumber(magnitudeOf(days), 1);
    write(32);
    write(time < 0 ? 45 : 43);
    writeClock(magnitudeOf(time), 1);
  } else {
    if (isNegative) write(45);
    if (months != 0) {
      writeYearsAndMonths(magnitudeOf(months));
    } else {
      if (days != 0) {
        writeNumber(magnitudeOf(days), 1);
        write(32);
      }
      writeClock(magnitudeOf(time), 1);
    }
  }
  return at;
}

function writeIsoPart(value: i64, unit: u32): void {
  if (value == 0) return;
  if (value < 0) write(45);
  writeNumber(magnitudeOf(value), 1);
  write(unit);
}

/** P1Y2M3DT4H5M6S */
export function writeIsoInterval(start: usize, months: i32, days: i32, time: i64): usize {
  begin(start);
  write(80);
  writeIsoPart(months / 12, 89);
  writeIsoPart(months % 12, 77);
  writeIsoPart(days, 68);
  const isZero = months == 0 && days == 0 && time == 0;
  if (time != 0 || isZero) write(84);
  writeIsoPart(time / 3600000000, 72);
  writeIsoPart(time / 60000000 % 60, 77);
  const rest = time % 60000000;
  if (rest != 0 || isZero) {
    if (rest < 0) write(45);
    writeSeconds(magnitudeOf(rest));
    write(83);
  }
  return at;
}
