/** A line of V8's disassembly as an instruction with its operands, of either architecture. */
import type { Architecture } from './architecture.js';
import { arm64Instruction, type Arm64Instruction } from './arm64/line.js';
import type { LineParts } from './told.js';
import { x64Instruction, type X64Instruction } from './x64/line.js';

/** An instruction of one of the architectures. */
export type Instruction = X64Instruction | Arm64Instruction;

const readers: Readonly<Record<Architecture, (parts: LineParts) => Instruction | undefined>> = {
  x64: x64Instruction,
  arm64: arm64Instruction,
};

const line = /^0x[0-9a-f]+ +([0-9a-f]+) {2}((?:[0-9a-f]{2})+) +(.+)$/;

/** The instruction of a line; undefined for a line that is not understood from end to end. */
export function parseInstruction(printed: string, architecture: Architecture): Instruction | undefined {
  const [, at = '', bytes = '', code = ''] = line.exec(printed) ?? [];
  return readers[architecture]({ at: Number.parseInt(at, 16), bytes, code: code.trim() });
}
