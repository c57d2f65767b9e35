/** Counting the instructions of a WebAssembly module, for tests of what a generator has kept. */
import { decodeModule, Reader } from '../../wasm/stencils/reader.js';

/** Opcodes of the binary format. */
export const instruction = {
  br_table: 0x0e,
  call_indirect: 0x11,
  return_call: 0x12,
  return_call_indirect: 0x13,
} as const;
export type InstructionName = keyof typeof instruction;

/** How often the instruction occurs in each function of the module, in the order of the functions. */
export function countInstructions(bytes: Uint8Array, name: InstructionName): number[] {
  return decodeModule(bytes).bodies.map(({ code }) => {
    const r = new Reader(code);
    let count = 0;
    while (r.position < code.length) {
      const op = r.byte();
      if (op === instruction[name]) count++;
      skipImmediates(r, op);
    }
    return count;
  });
}

function skipImmediates(r: Reader, op: number): void {
  if ((op >= 0x02 && op <= 0x04) || op === 0x41 || op === 0x42) r.skipSigned();
  else if (op === 0x0c || op === 0x0d || op === 0x10 || op === 0x12 || (op >= 0x20 && op <= 0x24)) r.u32();
  else if (op === 0x0e) for (let targets = r.u32() + 1; targets > 0; targets--) r.u32();
  else if (op === 0x11 || op === 0x13 || (op >= 0x28 && op <= 0x3e)) [r.u32(), r.u32()];
  else if (op === 0x43) r.position += 4;
  else if (op === 0x44) r.position += 8;
  else if (
    !(
      op <= 0x01 ||
      op === 0x05 ||
      op === 0x0b ||
      op === 0x0f ||
      op === 0x1a ||
      op === 0x1b ||
      (op >= 0x45 && op <= 0xc4)
    )
  ) {
    throw new RangeError(`instruction 0x${op.toString(16)} is not known`);
  }
}
