/** A function of the library as it is written over JavaScript's values. It is strict. */
import type { Arena } from '../../arena/arena.js';
import type { RowValue } from './tree.js';

export interface WrittenFunction {
  /** The function, given its name. */
  readonly make: (arena: Arena, name: string) => (...args: RowValue[]) => RowValue | null;
  /** The function of its first argument where the second one is a constant. */
  readonly prepare?: (second: RowValue, arena: Arena) => (first: RowValue) => RowValue;
  /** Whether it is `===`, which has a site of its own. */
  readonly isEquality?: true;
}
