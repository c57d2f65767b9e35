/**
 * Numerics as the closures hold them. A number stands for the decimal that JavaScript prints for it: of two numbers, the one that is less has the lesser decimal, so most values
 * are compared as numbers. A decimal of more digits than every number keeps is a string.
 */

export type HeldNumeric = number | string;

/** So many digits survive in every double. */
export const mostDigits = 15;
/** Powers of ten that a double holds; a quotient of two such numbers is rounded once. */
export const powers: readonly number[] = Array.from({ length: mostDigits + 1 }, (_, n) => 10 ** n);

/** The number that a plain decimal of few digits stands for; NaN for all else. */
export function plainDecimal(text: string): number {
  const { length } = text;
  const negative = length > 0 && text.charCodeAt(0) === 45;
  const first = negative ? 1 : 0;
  if (length - first > mostDigits + 1) return Number.NaN;
  let value = 0;
  let point = -1;
  for (let i = first; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point < 0) point = i;
    else return Number.NaN;
  }
  const digits = length - first - (point < 0 ? 0 : 1);
  if (digits < 1 || digits > mostDigits) return Number.NaN;
  const scaled = point < 0 ? value : value / (powers[length - point - 1] ?? Number.NaN);
  return negative ? 0 - scaled : scaled;
}

/** The form of a numeric that PostgreSQL prints so. */
export function holdNumeric(text: string): HeldNumeric {
  const plain = plainDecimal(text);
  if (!Number.isNaN(plain)) return plain;
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity' ? Number(text) : text;
}

/** Negative, 0 or positive as a is less than, equal to or greater than b. NaN is equal to itself and greater than all else. */
export function compareNumerics(a: HeldNumeric, b: HeldNumeric): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    return a === b ? 0 : +Number.isNaN(a) - +Number.isNaN(b);
  }
  if (typeof a === 'number' && !Number.isFinite(a)) return a === -Infinity ? -1 : 1;
  if (typeof b === 'number' && !Number.isFinite(b)) return b === -Infinity ? 1 : -1;
  const [x, y] = [decimalOf(String(a)), decimalOf(String(b))];
  const scale = Math.max(x.scale, y.scale);
  const difference = x.digits * 10n ** BigInt(scale - x.scale) - y.digits * 10n ** BigInt(scale - y.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A finite number's digits, and how many of them are behind the point. */
function decimalOf(text: string): { readonly digits: bigint; readonly scale: number } {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}
