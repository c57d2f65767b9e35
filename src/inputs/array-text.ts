/** A JavaScript array → the text form of PostgreSQL's array, as drivers write it: arrays within are further dimensions. */
import { SqlError } from '../error.js';

/** Raises 42804 for an element that has no text form. */
export function arrayText(values: readonly unknown[], depth = 0): string {
  if (depth >= 6) throw new SqlError('54000', 'number of array dimensions exceeds the maximum allowed (6)');
  return `{${values.map((value) => elementText(value, depth)).join(',')}}`;
}

function elementText(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return arrayText(value, depth + 1);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  if (typeof text === 'string') return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  throw new SqlError('42804', `an array's element cannot be a value of type ${typeof value}`, {
    hint: 'Elements are booleans, numbers, bigints, strings, Dates, null, or arrays of these.',
  });
}
