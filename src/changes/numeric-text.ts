/** A numeric in PostgreSQL's binary form, digits in base 10,000, as it prints it (utils/adt/numeric.c, numeric_recv and get_str_from_var). */
import type { ByteReader } from './byte-reader.js';

const signs = new Map([
  [0x0000, ''],
  [0x4000, '-'],
]);

const specials = new Map([
  [0xc000, 'NaN'],
  [0xd000, 'Infinity'],
  [0xf000, '-Infinity'],
]);

/** Raises 22P03 for bytes that are no numeric. */
export function numericText(reader: ByteReader): string {
  const count = reader.i16();
  const weight = reader.i16();
  const signBits = reader.i16() & 0xffff;
  const scale = reader.i16();
  if (count < 0 || scale < 0) throw reader.wrong(`${count} digits and a scale of ${scale}`);
  const digits = Array.from({ length: count }, () => {
    const digit = reader.i16();
    if (digit < 0 || digit > 9999) throw reader.wrong(`a digit of ${digit}`);
    return String(digit).padStart(4, '0');
  });
  const special = specials.get(signBits);
  if (special !== undefined) return special;
  const sign = signs.get(signBits);
  if (sign === undefined) throw reader.wrong(`an unknown sign ${signBits}`);
  // The first digit stands for 10,000 to the power of `weight`.
  const whole = digits
    .slice(0, Math.max(weight + 1, 0))
    .join('')
    .padEnd(4 * (weight + 1), '0');
  const fraction = '0'.repeat(Math.max(-4 * (weight + 1), 0)) + digits.slice(Math.max(weight + 1, 0)).join('');
  const shown = whole.replace(/^0+/, '') || '0';
  return sign + shown + (scale === 0 ? '' : `.${fraction.slice(0, scale).padEnd(scale, '0')}`);
}
