/** Floating-point numbers as PostgreSQL prints them: the shortest digits that are read as the same number, with an exponent where it is small or large (common/d2s.c, f2s.c). */

/** `float8out`. */
export const float8Text = (value: number): string => floatText(value, String(Math.abs(value)), 15);

/** `float4out`, of a number that a float4 holds. */
export function float4Text(value: number): string {
  let digits = '';
  for (let precision = 1; precision <= 9; precision++) {
    digits = Math.abs(value).toExponential(precision - 1);
    if (Math.fround(Number(digits)) === Math.abs(value)) break;
  }
  return floatText(value, digits, 6);
}

/** @param from is the power of ten from which on an exponent is written. */
function floatText(value: number, shortest: string, from: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}Infinity`;
  if (value === 0) return `${sign}0`;
  const [, digits = '', exponentText = ''] = /^([\d.]+)e(.*)$/.exec(Number(shortest).toExponential()) ?? [];
  const mantissa = digits.replace('.', '');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= from) {
    const fraction = mantissa.length > 1 ? `.${mantissa.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${mantissa[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${mantissa}`;
  const whole = mantissa.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = mantissa.slice(exponent + 1);
  return `${sign}${whole}${rest === '' ? '' : `.${rest}`}`;
}
