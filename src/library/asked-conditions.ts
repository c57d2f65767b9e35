/** Which parts of a predicate are asked of the different values of a column, where rows are numbers of values. */
import { types } from '../catalog/types.js';
import { splitPredicate, type SplitPredicate } from '../sql/column-conditions.js';
import { columnsOf } from '../sql/columns-of.js';
import type { Expr, Schema } from '../sql/expression.js';

/** `isNumbered` tells of which columns the rows are numbers of values; `used` are the columns that are read for something else than the predicate. */
export function askedConditions(
  expr: Expr,
  schema: Schema,
  isNumbered: (column: number) => boolean,
  used: readonly number[],
): SplitPredicate {
  const { length: width } = schema;
  const all = splitPredicate(expr, width, isNumbered);
  const needed = new Set([...columnsOf(all.rest), ...used]);
  // A number that is loaded anyway is compared faster than its condition is found.
  const pays = (column: number): boolean =>
    isNumbered(column) && (!needed.has(column) || types[schema[column]?.type ?? 'text'].representation === 'ref');
  return splitPredicate(expr, width, pays);
}
