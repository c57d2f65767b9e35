/** An error that belongs to a predicate of a set. */
import { SqlError } from '../../error.js';

/** A predicate that could not be evaluated for a row. */
export interface PredicateError<Key> {
  readonly key: Key;
  /** After `matchMany` it has the `row`. */
  readonly error: SqlError;
}

/** What a predicate has raised. Anything else is thrown on, and so is a limit of time, which is no predicate's. */
export function rowError(error: unknown): SqlError {
  if (error instanceof SqlError && error.code !== '57014') return error;
  throw error;
}
