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
  const real = instructions.filter(({ operation }) => operation !== 'nop');
  const inMemory = real.filter(({ operands, operation }) => operation !== 'lea' && operands.some(isMemory));
  const stores = inMemory.filter(({ first, operands: [target] }) => first !== 'reads' && isMemory(target));
  return {
    instructions: real.length,
    loads: inMemory.filter((one) => !stores.includes(one) || one.first === 'updates').length,
    stores: stores.length,
    branches: real.filter(({ control }) => control === 'branch').length,
  };
}

const isMemory = (operand: LinkedInstruction['operands'][number] | undefined): boolean => operand?.kind === 'memory';
