/**
 * Constants of type numeric: exactly what a decimal literal says, its digits and its display scale, for as long as it takes
 * to become a type with which quern computes (utils/adt/numeric.c).
 */

/** `digits` × 10^-scale; the display scale is the scale. */
export interface Numeric {
  readonly digits: bigint;
  readonly scale: number;
}

/** Digits before the decimal point, and after it, that a numeric can have. */
const MAX_WEIGHT = 131072;
const MAX_SCALE = 16383;

const decimal = /^\s*([+-]?)(?:(\d+(?:_\d+)*)?(?:\.(\d+(?:_\d+)*)?)?)(?:e([+-]?\d+(?:_\d+)*))?\s*$/i;
const nonDecimal = /^\s*([+-]?)(0x(?:_?[0-9a-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+)\s*$/i;

/** Reads a numeric as `numeric_in` does; 'syntax' and 'overflow' say why it cannot. NaN and infinities are 'special'. */
export function readNumeric(text: string): Numeric | 'syntax' | 'overflow' | 'special' {
  const other = nonDecimal.exec(text);
  if (other) {
    const magnitude = BigInt((other[2] ?? '').replaceAll('_', ''));
    return bounded({ digits: other[1] === '-' ? -magnitude : magnitude, scale: 0 });
  }
  if (/^\s*[+-]?(nan|inf|infinity)\s*$/i.test(text)) return 'special';
  const match = decimal.exec(text);
  const whole = (match?.[2] ?? '').replaceAll('_', '');
  const fraction = (match?.[3] ?? '').replaceAll('_', '');
  if (!match || whole + fraction === '') return 'syntax';
  const exponent = Number((match[4] ?? '0').replaceAll('_', ''));
  if (Math.abs(exponent) > MAX_WEIGHT + MAX_SCALE)
    return /[1-9]/.test(whole + fraction) || exponent < 0 ? 'overflow' : { digits: 0n, scale: 0 };
  const scale = fraction.length - exponent;
  if (whole.length + exponent > 2 * MAX_WEIGHT) return 'overflow';
  const magnitude = BigInt(whole + fraction) * (scale < 0 ? 10n ** BigInt(-scale) : 1n);
  return bounded({ digits: match[1] === '-' ? -magnitude : magnitude, scale: Math.max(scale, 0) });
}

function bounded(value: Numeric): Numeric | 'overflow' {
  const { digits, scale } = value;
  const length = (digits < 0n ? -digits : digits).toString().length;
  return scale > MAX_SCALE || length - scale > MAX_WEIGHT ? 'overflow' : value;
}

export const negated = ({ digits, scale }: Numeric): Numeric => ({ digits: -digits, scale });

/** As `numeric_out` prints it: every digit of the display scale, never an exponent. */
export function printNumeric({ digits, scale }: Numeric): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + text : `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** Rounded half away from zero, as the casts to integers do. */
export function roundNumeric({ digits, scale }: Numeric): bigint {
  const unit = 10n ** BigInt(scale);
  const magnitude = ((digits < 0n ? -digits : digits) * 2n + unit) / (unit * 2n);
  return digits < 0n ? -magnitude : magnitude;
}
