/** How much code there is, by what it does: loads and stores, and what may go elsewhere. */
import type { LinkedInstruction } from './native-code.js';

/** What code is made of: those that move to and from memory, and those that may go elsewhere. */
export interface Counts {
  readonly instructions: number;
  readonly loads: number;
  readonly stores: number;
  readonly branches: number;
}

/** Counts the instructions; fillings between them do not count. */
export function countsOf(instructions: readonly LinkedInstruction[]): Counts {
  const real = instructions.filter(({ isFiller }) => !isFiller);
  return {
    instructions: real.length,
    loads: real.filter(({ loads }) => loads).length,
    stores: real.filter(({ stores }) => stores).length,
    branches: real.filter(({ control }) => control === 'branch').length,
  };
}
