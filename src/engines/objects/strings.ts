/** What the runtime does with texts in linear memory, over JavaScript's strings: validity, order by code points, length in characters, ASCII case. */

/** V8's own; Node 20, and browsers since 2023, have it. */
interface WellFormed {
  isWellFormed(): boolean;
}

/** Up to so many units a loop takes less than two calls of V8's own functions. */
const fewUnits = 6;

/** Is the string one that PostgreSQL would take: with no zero character and no lone surrogate? */
export function isValid(value: string): boolean {
  const { length } = value;
  if (length > fewUnits) return hasNeither(value);
  for (let at = 0; at < length; at++) {
    const unit = value.charCodeAt(at);
    if (unit === 0 || (unit & 0xf800) === 0xd800) return hasNeither(value);
  }
  return true;
}

const hasNeither = (value: string): boolean => (value as string & WellFormed).isWellFormed() && value.indexOf('\0') < 0;

/**
 * Negative, 0 or positive as a is before, equal to or after b by code points, which is the order of UTF-8. UTF-16 is in that order but for surrogates, which stand for what is
 * beyond U+FFFF and are less than U+E000 and what follows.
 */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? rank(x) - rank(y) : x - y;
  }
  return a.length - b.length;
}
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

/** The number of characters: of UTF-16 units that are not the second of a pair. */
export function characters(value: string): number {
  let count = value.length;
  for (let i = 0; i < value.length; i++) if ((value.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}

export const lower = (value: string): string => value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
export const upper = (value: string): string => value.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** By the code of a UTF-16 unit: 0 for a digit as uuids are printed with, 1 for all else. */
const noDigit = new Uint8Array(65_536).fill(1);
for (const digit of '0123456789abcdef') noDigit[digit.charCodeAt(0)] = 0;

const hyphen = 45;

/**
 * Is it a uuid as PostgreSQL prints it? Nearly all values are, so all units are looked at without a branch between them, which takes little more than reading them: V8 reads them one by
 * one. The loop goes through the eight groups of four digits at once; one through the units and a regular expression take longer.
 */
export function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  // Not 0 where one of them is no hyphen.
  let wrong =
    (text.charCodeAt(8) ^ hyphen) |
    (text.charCodeAt(13) ^ hyphen) |
    (text.charCodeAt(18) ^ hyphen) |
    (text.charCodeAt(23) ^ hyphen);
  for (let i = 0; i < 4; i++)
    wrong |=
      (noDigit[text.charCodeAt(i)] as number) |
      (noDigit[text.charCodeAt(i + 4)] as number) |
      (noDigit[text.charCodeAt(i + 9)] as number) |
      (noDigit[text.charCodeAt(i + 14)] as number) |
      (noDigit[text.charCodeAt(i + 19)] as number) |
      (noDigit[text.charCodeAt(i + 24)] as number) |
      (noDigit[text.charCodeAt(i + 28)] as number) |
      (noDigit[text.charCodeAt(i + 32)] as number);
  return wrong === 0;
}
