/** The cells in memory in which a function of a family finds its arguments. */
import type { OpcodeInfo } from './metadata.js';

/** The `address` operand that stands for them. */
export const argumentCells = -2;

/** Whether a step stores an argument there, or calls with them. */
export const hasArgumentCells = ({
  info,
  operands,
}: {
  readonly info: OpcodeInfo;
  readonly operands: readonly number[];
}): boolean => info.operands.some(({ kind }, i) => kind === 'address' && operands[i] === argumentCells);
