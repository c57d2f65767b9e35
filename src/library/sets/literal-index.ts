/** What every index over the literals of a condition can do. */
import type { Value } from '../../catalog/types.js';

/** The rows of a shape by their literals in one condition. */
export interface Index {
  add(literal: Value, row: number): void;
  delete(literal: Value, row: number): void;
  /** The rows that may be true for a value, or undefined if there are more than `most`. */
  find(value: Value, most: number): readonly number[] | undefined;
}
