/** Wordcode for the JavaScript engines: operands become indices into the typed arrays over one frame. */
import { SqlError } from '../error.js';
import { decode } from '../program/decode.js';
import type { Frame } from './frame.js';

/** Slots and columns become i32 indices, parameters and tables byte addresses; opcodes, jumps, numbers and functions' numbers stay. */
export function relocate(frame: Frame): Int32Array {
  const { code } = frame.program;
  const relocated = code.slice();
  for (const step of decode(code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    step.info.operands.forEach((operand, i) => {
      const value = step.operands[i] ?? 0;
      relocated[step.at + 1 + i] = ((): number => {
        switch (operand.kind) {
          case 'in':
          case 'out':
          case 'const':
            return (frame.slots >> 2) + value * 4;
          case 'column':
            return (frame.columns >> 2) + value * 2;
          case 'param':
            return frame.params + value * 16;
          case 'address':
            return value < 0 ? frame.results : (frame.tables[value] ?? 0);
          case 'jump':
          case 'function':
          case 'number':
            return value;
        }
      })();
    });
  }
  return relocated;
}
