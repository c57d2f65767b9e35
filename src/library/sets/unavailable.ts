/** What stands in a row for a value that is not known. */

/**
 * A value of a row that is not known: a column outside the replica identity, or a TOAST value that did not change and was not sent. It is `Symbol.for('quern.unavailable')`.
 */
export const unavailable: unique symbol = Symbol.for('quern.unavailable') as never;
