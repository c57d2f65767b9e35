/** Wordcode in one frame: operands become places in linear memory, as the interpreter that runs it names them. */
import { SqlError } from '../error.js';
import { decode } from '../program/decode.js';
import { argumentCells } from '../program/argument-cells.js';
import type { Frame } from './frame.js';

/**
 * Parameters and tables become byte addresses; opcodes, numbers and functions' numbers stay. For the JavaScript engines slots and columns become indices of
 * i32s in typed arrays, and jumps stay places in the code. For code that lies in linear memory itself, at the byte address `at`,
 * slots, columns and jumps become byte addresses too.
 */
export function relocate(frame: Frame, at?: number): Int32Array<ArrayBuffer> {
  const { code } = frame.program;
  const relocated = code.slice();
  const place = (address: number): number => (at === undefined ? address >> 2 : address);
  for (const step of decode(code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    step.info.operands.forEach((operand, i) => {
      const value = step.operands[i] ?? 0;
      relocated[step.at + 1 + i] = ((): number => {
        switch (operand.kind) {
          case 'in':
          case 'out':
          case 'const':
            return place(frame.slots + value * 16);
          case 'column':
            return place(frame.columns + value * 8);
          case 'param':
            return frame.params + value * 16;
          case 'address':
            return value === -1 ? frame.results : value === argumentCells ? frame.cells : (frame.tables[value] ?? 0);
          case 'jump':
            return at === undefined ? value : at + value * 4;
          case 'function':
          case 'number':
            return value;
        }
      })();
    });
  }
  return relocated;
}
