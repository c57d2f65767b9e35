/** Which versions of an opcode an interpreter has that keeps the value written last in registers: the table that `opcodes/targets/versions.ts` writes. */
import { opcodes } from '../../program/opcodes.generated.js';

/** The kinds of a version, the plain one among them: bit 0 says that the result stays in the registers, the bits above it which operand comes from there. */
const kinds = 6;

export class Versions {
  readonly #numbers: Int32Array;

  /** `digits`: a base-32 digit an opcode, in which bit n stands for kind n + 1; the versions are numbered on behind the opcodes. */
  constructor(digits: string) {
    this.#numbers = new Int32Array(digits.length * kinds);
    let next = opcodes.length;
    for (const [opcode, digit] of [...digits].entries()) {
      this.#numbers[opcode * kinds] = opcode;
      for (let kind = 1; kind < kinds; kind++) {
        if ((Number.parseInt(digit, 32) >> (kind - 1)) & 1) this.#numbers[opcode * kinds + kind] = next++;
      }
    }
  }

  /** The number of the version that takes its `input`th `in` operand from the registers (1 or 2, 0: none) and leaves its result there, or not. Undefined: there is none. */
  number(opcode: number, input: number, output: boolean): number | undefined {
    if (input * 2 >= kinds) return undefined;
    const kind = input * 2 + (output ? 1 : 0);
    const number = this.#numbers[opcode * kinds + kind];
    return kind === 0 || number !== 0 ? number : undefined;
  }
}
