/** A row's values as the predicates of a set take them. */
import type { Value } from '../../catalog/types.js';
import type { Placed } from '../../engines/placed.js';

/** A row's values, by their places in its schema; of those that no predicate reads there is none. */
export interface RowInputs {
  readonly values: readonly (Value | null | undefined)[];
  /** The value of a column as a kernel takes it: texts and the like in linear memory. */
  readonly placed: (column: number) => Value | Placed | null;
  /** The columns whose values are not known. */
  readonly unknown: ReadonlySet<number>;
}

/** Whether the values of all these columns are known. */
export const knowsAll = ({ unknown }: RowInputs, columns: readonly number[]): boolean =>
  unknown.size === 0 || !columns.some((column) => unknown.has(column));
