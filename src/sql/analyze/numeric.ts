/**
 * Constants of type numeric: exactly what a decimal literal says, its digits and its display scale, for as long as it takes
 * to become a type with which quern computes (utils/adt/numeric.c). The digits stay a text, so that a literal costs what it is long, whatever its exponent.
 */

/** `digits` × 10^-scale, negative or not. A negative scale stands for zeros that are not written out; the display scale is then 0. */
export interface Numeric {
  readonly negative: boolean;
  /** Without leading zeros; empty for zero. */
  readonly digits: string;
  readonly scale: number;
}

/** Digits before the decimal point, and after it, that a numeric can have. */
const MAX_WEIGHT = 131072;
const MAX_SCALE = 16383;
/** More exponent digits than this are out of any range, and would not be exact as a number. */
const MAX_EXPONENT_DIGITS = 10;

const decimal = /^([+-]?)(?:(\d+(?:_\d+)*)?(?:\.(\d+(?:_\d+)*)?)?)(?:e([+-]?)(\d+(?:_\d+)*))?$/i;
const nonDecimal = /^([+-]?)(0x(?:_?[0-9a-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+)$/i;
const special = /^[+-]?(?:nan|inf|infinity)$/i;
/** Bits of a digit, by the letter after the 0. */
const bitsOfDigit: Readonly<Record<string, number>> = { x: 4, o: 3, b: 1 };

/** Without the white space that C's `isspace` knows around it. A regular expression would try each of many spaces as the first of the last ones. */
function withoutSpace(text: string): string {
  const isSpace = (at: number): boolean => ' \t\n\v\f\r'.includes(text.charAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  return text.slice(start, end);
}

/** The text without the characters of `zeros` at its start. */
function withoutLeadingZeros(text: string): string {
  let at = 0;
  while (text.charAt(at) === '0') at++;
  return text.slice(at);
}

/** Reads a numeric as `numeric_in` does; 'syntax' and 'overflow' say why it cannot. NaN and infinities are 'special'. */
export function readNumeric(written: string): Numeric | 'syntax' | 'overflow' | 'special' {
  const text = withoutSpace(written);
  const other = nonDecimal.exec(text);
  if (other) return readNonDecimal(other[1] === '-', (other[2] ?? '').replaceAll('_', ''));
  if (special.test(text)) return 'special';
  const match = decimal.exec(text);
  const whole = (match?.[2] ?? '').replaceAll('_', '');
  const fraction = (match?.[3] ?? '').replaceAll('_', '');
  if (!match || whole + fraction === '') return 'syntax';
  const power = withoutLeadingZeros((match[5] ?? '').replaceAll('_', ''));
  const size = power.length > MAX_EXPONENT_DIGITS ? Infinity : Number(power || '0');
  const exponent = match[4] === '-' ? -size : size;
  const digits = withoutLeadingZeros(whole + fraction);
  if (Math.abs(exponent) > MAX_WEIGHT + MAX_SCALE)
    return digits !== '' || exponent < 0 ? 'overflow' : { negative: false, digits: '', scale: 0 };
  const scale = fraction.length - exponent;
  if (scale > MAX_SCALE || digits.length - scale > MAX_WEIGHT) return 'overflow';
  return { negative: match[1] === '-' && digits !== '', digits, scale: digits === '' ? Math.max(scale, 0) : scale };
}

function readNonDecimal(negative: boolean, text: string): Numeric | 'overflow' {
  const digits = withoutLeadingZeros(text.slice(2));
  const bits = digits.length * (bitsOfDigit[text.charAt(1).toLowerCase()] ?? 0);
  // log2(10) bits a decimal digit: what cannot fit is not converted, for that takes long.
  if (bits - 4 > MAX_WEIGHT * Math.log2(10)) return 'overflow';
  const magnitude = withoutLeadingZeros(BigInt(`${text.slice(0, 2)}0${digits}`).toString());
  return magnitude.length > MAX_WEIGHT
    ? 'overflow'
    : { negative: negative && magnitude !== '', digits: magnitude, scale: 0 };
}

export const negated = (value: Numeric): Numeric =>
  value.digits === '' ? value : { ...value, negative: !value.negative };

/** As `numeric_out` prints it: every digit of the display scale, never an exponent. */
export function printNumeric({ negative, digits, scale }: Numeric): string {
  const sign = negative ? '-' : '';
  if (scale <= 0) return sign + (digits === '' ? '0' : digits + '0'.repeat(-scale));
  const text = digits.padStart(scale + 1, '0');
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** How long the printed text is. */
export const printedLength = ({ digits, scale }: Numeric): number =>
  Math.max(digits.length, scale) + Math.max(-scale, 0) + 3;

/** The same value as a text that a float's input function reads, short however large the number is. */
export const shortText = ({ negative, digits, scale }: Numeric): string =>
  `${negative ? '-' : ''}${digits === '' ? '0' : digits}e${-scale}`;

/** Rounded half away from zero, as the casts to integers do; undefined when it is beyond every integer type. */
export function roundNumeric({ negative, digits, scale }: Numeric): bigint | undefined {
  const before = digits.length - scale;
  if (before > 20) return undefined;
  if (before < 0) return 0n;
  const whole = BigInt((scale < 0 ? digits + '0'.repeat(-scale) : digits.slice(0, before)) || '0');
  const rounded = scale > 0 && digits.charAt(before) >= '5' ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}
