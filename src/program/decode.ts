/** Wordcode → steps: what the verifier, the disassembler and the engines walk over. */
import { opcodes } from './opcodes.generated.js';
import type { OpcodeInfo } from './metadata.js';

export interface DecodedStep {
  /** Where the step begins in the wordcode. */
  readonly at: number;
  readonly opcode: number;
  readonly info: OpcodeInfo;
  readonly operands: readonly number[];
}

/** The steps in order; undefined in place of a step whose opcode does not exist or whose operands are cut off. */
export function* decode(code: Int32Array): Generator<DecodedStep | undefined> {
  for (let at = 0; at < code.length; ) {
    const opcode = code[at] ?? -1;
    const info = opcodes[opcode];
    if (info === undefined || at + info.operands.length >= code.length) {
      yield undefined;
      return;
    }
    yield { at, opcode, info, operands: [...code.subarray(at + 1, at + 1 + info.operands.length)] };
    at += 1 + info.operands.length;
  }
}
