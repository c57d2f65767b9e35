/** An error that belongs to a predicate of a set. */
import type { SqlError } from '../../error.js';

/** A predicate that could not be evaluated for a row. */
export interface PredicateError<Key> {
  readonly key: Key;
  /** After `matchMany` it has the `row`. */
  readonly error: SqlError;
}
