/** Dates and timestamps in ISO's form, as src/inputs/iso-moment.ts reads them. */

/** From 1970-01-01 to 2000-01-01, PostgreSQL's epoch. */
const EPOCH_DAYS: i32 = 10957;
const DAY: i64 = 86_400_000_000;

/** The text was not one of these. */
export let refused: bool = false;

/** The number of two digits; above 99 for what is none. */
// @ts-ignore: decorator
@inline
function two(at: usize): u32 {
  const tens = <u32>load<u8>(at) - 0x30;
  const ones = <u32>load<u8>(at, 1) - 0x30;
  return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
}

function daysIn(month: u32, year: u32): u32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return 30 + ((month + (month >> 3)) & 1);
}

/** Days from 2000-01-01 of the ten bytes at the address. */
export function daysAt(at: usize): i32 {
  refused = true;
  const separator = load<u8>(at, 4);
  if ((separator != 0x2d && separator != 0x2f) || load<u8>(at, 7) != separator) return 0;
  const century = two(at);
  const yearOfCentury = two(at + 2);
  const month = two(at + 5);
  const day = two(at + 8);
  if (century > 99 || yearOfCentury > 99 || day > 31 || day < 1) return 0;
  const year = century * 100 + yearOfCentury;
  if (year < 1 || month < 1 || month > 12 || day > daysIn(month, year)) return 0;
  refused = false;
  // Years begin in March here, so that the leap day is the last of one.
  const shifted = month > 2 ? year : year - 1;
  const era = shifted / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return <i32>(era * 146097 + dayOfEra) - 719468 - EPOCH_DAYS;
}

/** Microseconds from 2000-01-01 of a date, a space or T and a time of day, with at most six digits after the second; of years near enough for a double to hold them. */
export function microsecondsAt(at: usize, length: u32): i64 {
  refused = true;
  if (length < 10) return 0;
  const days = daysAt(at);
  if (refused) return 0;
  refused = true;
  if (days > 100_000 || days < -100_000) return 0;
  let micros: i64 = 0;
  if (length > 10) {
    const between = load<u8>(at, 10);
    if ((between != 0x20 && between != 0x54) || length < 16 || load<u8>(at, 13) != 0x3a) return 0;
    const hour = two(at + 11);
    const minute = two(at + 14);
    if (hour > 23 || minute > 59) return 0;
    micros = <i64>(hour * 3600 + minute * 60) * 1_000_000;
    if (length > 16) {
      const second = length < 19 || load<u8>(at, 16) != 0x3a ? 1000 : two(at + 17);
      if (second > 59) return 0;
      const fraction = length == 19 ? 0 : fractionAt(at + 19, length - 19);
      if (fraction < 0) return 0;
      micros += <i64>second * 1_000_000 + fraction;
    }
  }
  refused = false;
  return <i64>days * DAY + micros;
}

/** Microseconds of `.5`; -1 when it is something else. */
function fractionAt(at: usize, length: u32): i64 {
  if (load<u8>(at) != 0x2e || length < 2 || length > 7) return -1;
  let value: i64 = 0;
  for (let i: u32 = 1; i < 7; i++) {
    const digit = i < length ? <u32>load<u8>(at + i) - 0x30 : 0;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
