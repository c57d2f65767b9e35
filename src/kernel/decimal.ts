/** A decimal from its text, as the integer that stands for it: numeric(12,2) in hundredths. */
import { SqlError } from '../error.js';
import type { KernelColumn } from './manifest.js';

/** Sign, digits before and after the point, exponent. */
const number = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,5}))?\s*$/i;
/** What stands for NaN, which is greater than all numbers. */
const nan = 2n ** 63n - 1n;

/** Rounded half away from zero to the column's decimal places, as PostgreSQL stores it. Raises 22P02 for what is no number, 22003 where it has more digits than the column. */
export function decimalOf({ digits = 0, places = 0 }: KernelColumn, text: string, row: number): bigint {
  if (/^\s*nan\s*$/i.test(text)) return nan;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    number.exec(text.replaceAll(/(?<=\d)_(?=\d)/g, '')) ?? [];
  const isInfinite = /^\s*[+-]?inf(inity)?\s*$/i.test(text);
  if (whole + fraction === '' && !isInfinite)
    throw new SqlError('22P02', `invalid input syntax for type numeric: "${text}"`, { row });
  const significant = (whole + fraction).replace(/^0+/, '');
  /** The number is the significant digits with the point moved so far to the right; its integer has so many digits. */
  const moved = Number(exponent) - fraction.length + places;
  const length = significant.length + moved;
  if (isInfinite || (significant !== '' && length > digits + 1)) throw overflow(row);
  const kept = significant === '' || length < 0 ? 0n : rounded(significant, moved);
  if (kept >= 10n ** BigInt(digits)) throw overflow(row);
  return sign === '-' ? -kept : kept;
}

const overflow = (row: number): SqlError => new SqlError('22003', 'numeric field overflow', { row });

function rounded(significant: string, moved: number): bigint {
  if (moved >= 0) return BigInt(significant + '0'.repeat(moved));
  const cut = significant.length + moved;
  return BigInt(significant.slice(0, cut)) + ((significant[cut] ?? '0') >= '5' ? 1n : 0n);
}
