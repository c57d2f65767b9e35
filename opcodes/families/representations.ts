/** How the values of every type are held: as the core and the types' definitions say; a polymorphic type stands for references. */
import { representations } from '../language/function.js';
import type { Representation } from '../language/value.js';

/** Types of families that are held as numbers; all others are references. */
const numbers: Readonly<Record<string, Representation>> = {
  oid: 'i32',
  char: 'i32',
  money: 'i64',
  time: 'i64',
  timestamptz: 'i64',
  pg_lsn: 'i64',
  internal: 'i32',
  anyenum: 'i32',
};

export function representationOf(type: string): Representation {
  return (representations as Readonly<Record<string, Representation>>)[type] ?? numbers[type] ?? 'ref';
}

/** The polymorphic types whose values are held as those of the type that they stand for are, which is known where they are used. */
const open: ReadonlySet<string> = new Set([
  'any',
  'anyelement',
  'anynonarray',
  'anycompatible',
  'anycompatiblenonarray',
]);

/** Whether values of the type are held in one way. */
export const hasOneRepresentation = (type: string): boolean => !open.has(type);
