/** Dates and timestamps written `2024-02-29` and `2024-02-29 12:00:00.5`, read from bytes without making a text. */

/** From 1970-01-01 to 2000-01-01, PostgreSQL's epoch. */
const epochDays = 10957;

const two = (bytes: Uint8Array, at: number): number => {
  const tens = (bytes[at] ?? 0) - 0x30;
  const ones = (bytes[at + 1] ?? 0) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether the ten bytes at the address are a day of the calendar: year, month and day between two hyphens or two slashes. */
export const isIsoDate = (bytes: Uint8Array, at: number): boolean => isoDays(bytes, at) !== undefined;

/** Days from 2000-01-01 of the ten bytes at the address; undefined when they are no date from the year 1 on. */
export function isoDays(bytes: Uint8Array, at: number): number | undefined {
  const separator = bytes[at + 4];
  if ((separator !== 0x2d && separator !== 0x2f) || bytes[at + 7] !== separator) return undefined;
  const century = two(bytes, at);
  const year = century * 100 + two(bytes, at + 2);
  const month = two(bytes, at + 5);
  const day = two(bytes, at + 8);
  if (century < 0 || two(bytes, at + 2) < 0 || year < 1 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > (daysIn[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0)) return undefined;
  // Years begin in March here, so that the leap day is the last of one.
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468 - epochDays;
}

/**
 * Microseconds from 2000-01-01 of the text between two addresses; undefined when it is not a date, a space or T and a time of day with at most six
 * digits after the second, or is so far from 2000 that a double does not hold it.
 */
export function isoMicroseconds(bytes: Uint8Array, start: number, end: number): number | undefined {
  const length = end - start;
  if (length < 10) return undefined;
  const days = isoDays(bytes, start);
  if (days === undefined || Math.abs(days) > 100_000) return undefined;
  if (length === 10) return days * 86_400e6;
  const between = bytes[start + 10];
  if ((between !== 0x20 && between !== 0x54) || length < 16 || bytes[start + 13] !== 0x3a) return undefined;
  const hour = two(bytes, start + 11);
  const minute = two(bytes, start + 14);
  let microseconds = 0;
  if (length > 16) {
    const second = length < 19 || bytes[start + 16] !== 0x3a ? -1 : two(bytes, start + 17);
    if (second < 0 || second > 59) return undefined;
    const fraction = length === 19 ? 0 : fractionAt(bytes, start + 19, end);
    if (fraction < 0) return undefined;
    microseconds = second * 1e6 + fraction;
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  return days * 86_400e6 + hour * 3600e6 + minute * 60e6 + microseconds;
}

/** Microseconds of `.5`; -1 when it is something else. */
function fractionAt(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== 0x2e || end - at < 2 || end - at > 7) return -1;
  let value = 0;
  for (let i = at + 1; i < at + 7; i++) {
    const digit = i < end ? (bytes[i] ?? 0) - 0x30 : 0;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
