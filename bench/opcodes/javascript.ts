/** Chosen opcodes → the text of one JavaScript function with a case for each, from the definitions and by the generator that write the engine `switch`. */
import { generateCase, rowLoop } from '../../opcodes/targets/switch.js';
import { opcodes } from '../../opcodes/machine/opcodes.js';

/** The body of a function of what is `outside` that returns `execute`, which runs the program on the rows `from` to `to` as the engine's does. */
export function generateExecute(numbers: readonly number[]): string {
  const cases = opcodes.flatMap((opcode, n) => {
    const number = numbers[n] ?? -1;
    return number < 0 ? [] : [generateCase(opcode, number, true)];
  });
  const missing = "throw new Error('no case for opcode ' + code[pc]);";
  return `return function execute(code, views, runtime, functions, bitmap, from, to) {\n${rowLoop(cases, missing)}\n};\n`;
}
