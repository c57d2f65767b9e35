/** The quick way for `yyyy-mm-dd`, which is nearly every date a file contains. */
import { date2j, daysInMonth } from './calendar';

/** No date, or not in this form. */
export const NOT_ISO: i32 = -1;

/** Two digits as a number, or something above 99. */
// @ts-ignore: decorator
@inline
export function twoDigits(p: usize): u32 {
  const tens = <u32>load<u8>(p) - 48;
  const ones = <u32>load<u8>(p, 1) - 48;
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/** The Julian day of the ten bytes at `p`, or NOT_ISO: then the general way decides what they are. */
export function isoDate(p: usize): i32 {
  if (load<u8>(p, 4) != 45 || load<u8>(p, 7) != 45) return NOT_ISO;
  const century = twoDigits(p);
  const yearOfCentury = twoDigits(p + 2);
  const month = twoDigits(p + 5);
  const day = twoDigits(p + 8);
  if (century > 99 || yearOfCentury > 99 || month - 1 > 11 || day - 1 > 30) return NOT_ISO;
  const year = <i32>(century * 100 + yearOfCentury);
  if (year == 0 || <i32>day > daysInMonth(year, month)) return NOT_ISO;
  return date2j(year, month, day);
}
