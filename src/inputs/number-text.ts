/** Numbers in their canonical spelling, read from bytes where a double holds all their digits. */

const mostDigits = 15;
/** The powers of ten that a double holds; a quotient of two such numbers is rounded once (Clinger, 1990). */
const powers = Array.from({ length: mostDigits + 1 }, (_, n) => 10 ** n);

/** The whole number between two addresses: digits without a leading zero, after a minus or nothing; NaN for all else. */
export function integerAt(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d;
  const first = negative ? start + 1 : start;
  const digits = end - first;
  if (digits < 1 || digits > mostDigits) return Number.NaN;
  if (bytes[first] === 0x30 && (digits > 1 || negative)) return Number.NaN;
  let value = 0;
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? -value : value;
}

/** The number between two addresses, with a point or without, and no exponent; NaN for all else. */
export function decimalAt(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === 0x2d;
  const first = negative ? start + 1 : start;
  if (end - first < 1 || end - first > mostDigits + 1) return Number.NaN;
  let value = 0;
  let pointAt = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e && pointAt < 0) pointAt = at;
    else if (byte >= 0x30 && byte <= 0x39) value = value * 10 + byte - 0x30;
    else return Number.NaN;
  }
  const digits = end - first - (pointAt < 0 ? 0 : 1);
  const whole = (pointAt < 0 ? end : pointAt) - first;
  if (digits < 1 || digits > mostDigits || (whole > 1 && bytes[first] === 0x30)) return Number.NaN;
  const scaled = pointAt < 0 ? value : value / (powers[end - pointAt - 1] ?? Number.NaN);
  return negative ? -scaled : scaled;
}

/** The most digits that a double's shortest text has. */
const mostShortest = 25;

/** Whether the text between two addresses is digits with a point among them, after a minus or nothing, and no longer than a double's. */
export function isPlainDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] === 0x2d ? start + 1 : start;
  if (end - first < 3 || end - first > mostShortest) return false;
  let points = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x2e) points++;
    else if (byte < 0x30 || byte > 0x39) return false;
  }
  return points === 1;
}

/** A short text of ASCII characters, without a decoder's call. */
export function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** The most characters of the shortest text that reads back as a double. */
const longestShortest = 24;

/** The number between two addresses, if it is written with the fewest digits that read back as it; NaN for all else. */
export function shortestAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > longestShortest) return Number.NaN;
  const text = asciiText(bytes, start, end);
  const value = Number(text);
  return String(value) === text ? value : Number.NaN;
}
