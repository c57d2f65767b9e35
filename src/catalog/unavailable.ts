/** What stands in a row for a value that is not known. */

/**
 * A value of a row that is not known: a column outside the replica identity in an old row, or a TOAST value that an UPDATE left as it was, so that it was not
 * sent. It is neither null nor any other value. Registered as `quern.unavailable`, so that two copies of the library agree on it.
 */
export const unavailable: unique symbol = Symbol.for('quern.unavailable') as never;
