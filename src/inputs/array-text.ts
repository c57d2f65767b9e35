/** A JavaScript array → the text form of PostgreSQL's array, as drivers write it: arrays within are further dimensions. */
import { SqlError } from '../error.js';

/** `textOf` gives an element's text. With `flat`, an array within is an element, not a dimension. Raises 54000, and what `textOf` raises. */
export function arrayText(
  values: readonly unknown[],
  textOf: (element: unknown) => string = String,
  flat = false,
  depth = 0,
): string {
  if (depth >= 6) throw new SqlError('54000', 'number of array dimensions exceeds the maximum allowed (6)');
  const texts = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value) && !flat) return arrayText(value, textOf, flat, depth + 1);
    return `"${textOf(value).replace(/[\\"]/g, '\\$&')}"`;
  });
  return `{${texts.join(',')}}`;
}
