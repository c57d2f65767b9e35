/** What the runtime does with texts in linear memory, over JavaScript's strings: validity, order by code points, length in characters, ASCII case. */

/** V8's own; Node 20, and browsers since 2023, have it. */
interface WellFormed {
  isWellFormed(): boolean;
}

/** Is the string one that PostgreSQL would take: with no zero character and no lone surrogate? V8's own functions are faster than a loop, however short the string. */
export function isValid(value: string): boolean {
  return (value as string & WellFormed).isWellFormed() && value.indexOf('\0') < 0;
}

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

/** By the code of a character in the text of a uuid: 1 for a digit, 2 for the hyphen, 0 for others. */
const uuidKinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return character === '-' ? 2 : /[0-9a-f]/.test(character) ? 1 : 0;
});
/** The kinds in their order. */
const uuidForm = Uint8Array.from({ length: 36 }, (_, i) => (i === 8 || i === 13 || i === 18 || i === 23 ? 2 : 1));

/** Is it a uuid as PostgreSQL prints it? A loop over a table takes a third of the time of a regular expression. */
export function isUuid(text: string): boolean {
  if (text.length !== 36) return false;
  for (let i = 0; i < 36; i++) if (uuidKinds[text.charCodeAt(i)] !== uuidForm[i]) return false;
  return true;
}
