/** POSIX time zones such as EST5EDT,M3.2.0,M11.1.0, as a zone table (`tzparse` in `timezone/localtime.c`). The word is in lower case. */
import { UNIX_EPOCH_JDATE, date2j, daysInMonth, isLeap } from '../../core/runtime/calendar';
import { isDigit } from '../../core/runtime/characters';
import { FIRST_REPEATED_YEAR, ZONE_ALWAYS, ZONE_REPEATS, ZONE_TRANSITIONS } from '../../core/runtime/zone-table';

const YEARS: i32 = 28;
const SECONDS_PER_DAY: i64 = 86400;
/** A table with two transitions a year. */
const ZONE = memory.data(16 + 2 * 28 * 8);
/** ,m3.2.0,m11.1.0: the rule of a zone that gives none. */
const DEFAULT_RULE = memory.data<u8>([44, 109, 51, 46, 50, 46, 48, 44, 109, 49, 49, 46, 49, 46, 48, 0]);

/** Where the reader is; 0 after something that it cannot read. */
let p: usize = 0;

function readNumber(least: i32, greatest: i32): i32 {
  if (p == 0 || !isDigit(load<u8>(p))) {
    p = 0;
    return 0;
  }
  let value = 0;
  for (; isDigit(load<u8>(p)); p++) {
    value = value * 10 + load<u8>(p) - 48;
    if (value > greatest) break;
  }
  if (value < least || value > greatest) p = 0;
  return value;
}

/** [+-]hh[:mm[:ss]] in seconds. */
function readOffset(): i32 {
  const sign = <u32>load<u8>(p);
  if (sign == 43 || sign == 45) p++;
  let seconds = readNumber(0, 167) * 3600;
  if (p != 0 && load<u8>(p) == 58) {
    p++;
    seconds += readNumber(0, 59) * 60;
    if (p != 0 && load<u8>(p) == 58) {
      p++;
      seconds += readNumber(0, 60);
    }
  }
  return sign == 45 ? -seconds : seconds;
}

/** Skips a zone's name; returns its length. */
function skipName(): i32 {
  const start = p;
  if (load<u8>(p) == 60) {
    while (load<u8>(p) != 0 && load<u8>(p) != 62) p++;
    const length = <i32>(p - start - 1);
    p = load<u8>(p) == 0 ? 0 : p + 1;
    return length;
  }
  while (true) {
    const c = <u32>load<u8>(p);
    if (c == 0 || isDigit(c) || c == 44 || c == 45 || c == 43) return <i32>(p - start);
    p++;
  }
}

/** When a rule's change happens: the kind of day, its numbers, and the second of the day. */
// @ts-ignore: decorator
@unmanaged
class Rule {
  /** j: a day from 1, without leap days; m: month, week and day of the week; 0: a day from 0. */
  kind: u32;
  day: i32;
  week: i32;
  month: i32;
  time: i32;
}
const START = changetype<Rule>(memory.data(20));
const END = changetype<Rule>(memory.data(20));

function skip(c: u32): void {
  if (p != 0) p = <u32>load<u8>(p) == c ? p + 1 : 0;
}

function readRule(rule: Rule): void {
  rule.kind = 0;
  rule.time = 7200;
  const c = p == 0 ? 0 : <u32>load<u8>(p);
  if (c == 106) {
    rule.kind = c;
    p++;
    rule.day = readNumber(1, 365);
  } else if (c == 109) {
    rule.kind = c;
    p++;
    rule.month = readNumber(1, 12);
    skip(46);
    rule.week = readNumber(1, 5);
    skip(46);
    rule.day = readNumber(0, 6);
  } else {
    rule.day = readNumber(0, 365);
  }
  if (p != 0 && load<u8>(p) == 47) {
    p++;
    rule.time = readOffset();
  }
}

/** The seconds from the year's begin to the change, in local time. */
function secondOfYear(rule: Rule, year: i32): i64 {
  let day = rule.day;
  if (rule.kind == 106) {
    day = day - 1 + i32(isLeap(year) && day >= 60);
  } else if (rule.kind == 109) {
    const first = date2j(year, rule.month, 1);
    let inMonth = (rule.day - (first + 1) % 7 + 7) % 7 + (rule.week - 1) * 7;
    // The fifth week is the last one.
    if (inMonth >= daysInMonth(year, rule.month)) inMonth -= 7;
    day = first + inMonth - date2j(year, 1, 1);
  }
  return <i64>day * SECONDS_PER_DAY + <i64>rule.time;
}

function addTransition(seconds: i64, offset: i32): void {
  const count = load<i32>(ZONE);
  store<i64>(ZONE + (count << 3), (seconds << 20) | (<i64>offset & 0xfffff), ZONE_TRANSITIONS);
  store<i32>(ZONE, count + 1);
}

/** Writes the changes of the years that stand for all. The offsets are in seconds east of Greenwich. */
function writeTransitions(standard: i32, daylight: i32): void {
  for (let year = FIRST_REPEATED_YEAR; year < FIRST_REPEATED_YEAR + YEARS; year++) {
    const begin = <i64>(date2j(year, 1, 1) - UNIX_EPOCH_JDATE) * SECONDS_PER_DAY;
    const start = secondOfYear(START, year) - <i64>standard;
    const stop = secondOfYear(END, year) - <i64>daylight;
    const length = (isLeap(year) ? <i64>366 : <i64>365) * SECONDS_PER_DAY;
    if (stop < start) {
      addTransition(begin + stop, standard);
      addTransition(begin + start, daylight);
    } else if (start < stop && stop - start < length + <i64>(daylight - standard)) {
      addTransition(begin + start, daylight);
      addTransition(begin + stop, standard);
    }
  }
}

/** The address of the zone's table, or 0 if the word is no POSIX zone. It is overwritten by the next one. */
export function posixZone(word: usize): usize {
  p = word;
  skipName();
  if (p == 0 || load<u8>(p) == 0) return 0;
  const standard = -readOffset();
  if (p == 0) return 0;
  store<i32>(ZONE, 0);
  store<i32>(ZONE, standard, 4);
  store<i32>(ZONE, 0, 8);
  if (load<u8>(p) == 0) return ZONE;

  if (skipName() == 0 || p == 0) return 0;
  let daylight = standard + 3600;
  let next = <u32>load<u8>(p);
  if (next != 0 && next != 44 && next != 59) {
    daylight = -readOffset();
    if (p == 0) return 0;
    next = <u32>load<u8>(p);
  }
  if (next == 0) {
    p = DEFAULT_RULE;
    next = 44;
  }
  if (next != 44 && next != 59) return 0;
  p++;
  readRule(START);
  skip(44);
  readRule(END);
  if (p == 0 || load<u8>(p) != 0) return 0;
  writeTransitions(standard, daylight);
  // The rules have held since ever; the first change of a year comes after what the last one of the year before made.
  if (load<i32>(ZONE) != 0) {
    const last = load<i64>(ZONE + (load<i32>(ZONE) << 3), ZONE_TRANSITIONS - 8);
    store<i32>(ZONE, <i32>((last << 44) >> 44), 4);
    store<i32>(ZONE, ZONE_REPEATS | ZONE_ALWAYS, 8);
  }
  return ZONE;
}
