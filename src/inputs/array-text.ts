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

/** The types whose usual elements PostgreSQL prints as JavaScript does, and without quotes. */
const usual: Readonly<Partial<Record<string, (element: unknown) => boolean>>> = {
  int2: (element) => typeof element === 'number' && (element << 16) >> 16 === element,
  int4: (element) => typeof element === 'number' && (element | 0) === element,
  int8: (element) => Number.isSafeInteger(element),
  text: (element) => typeof element === 'string' && /^\w+$/.test(element) && element.toLowerCase() !== 'null',
  uuid: (element) => typeof element === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(element),
};

/** The text that PostgreSQL prints for an array whose elements are usual ones, so that it need not be read first; undefined for all others. */
export function usualArrayText(elementType: string, values: readonly unknown[]): string | undefined {
  const isUsual = usual[elementType];
  if (isUsual === undefined) return undefined;
  const texts: string[] = [];
  for (const value of values) {
    if (value !== null && value !== undefined && !isUsual(value)) return undefined;
    texts.push(String(value ?? 'NULL'));
  }
  return `{${texts.join(',')}}`;
}
