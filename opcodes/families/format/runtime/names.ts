/** The names of months and days, and the Roman numerals of months, each followed by a blank. */
export const MONTHS = 'January February March April May June July August September October November December ';
export const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday ';
export const ROMAN_MONTHS = 'I II III IV V VI VII VIII IX X XI XII ';

/** Where the n-th name, from 0, begins. */
export function nameStart(names: string, n: i32): i32 {
  let at = 0;
  for (; n > 0; at++) if (names.charCodeAt(at) == 32) n--;
  return at;
}

export function nameLength(names: string, start: i32): i32 {
  let end = start;
  while (names.charCodeAt(end) != 32) end++;
  return end - start;
}
