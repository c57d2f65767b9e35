/** Comparisons of bools: false is less than true. */
import type { FunctionDefinition } from '../../language/function.js';
import { compareFamily, compareI32, sameOnBothSides } from './compare.js';

export const boolCompare: readonly FunctionDefinition[] = compareFamily({
  left: 'bool',
  right: 'bool',
  source: 'src/backend/utils/adt/bool.c',
  name: (op) => `bool${op}`,
  compare: compareI32,
  sorted: sameOnBothSides([false, true]),
});
