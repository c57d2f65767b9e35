/** What every index over the literals of a condition can do. */
import type { Value } from '../../catalog/types.js';

/** The rows of a shape by their literals in one condition. */
export interface Index {
  add(literal: Value, row: number): void;
  delete(literal: Value, row: number): void;
  /** Writes the rows that may be true for a value into `found`, and gives how many they are; -1 if there are more than `most`. */
  find(value: Value, found: Int32Array, most: number): number;
}
