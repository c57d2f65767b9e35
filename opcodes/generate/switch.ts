/** Definitions → the switch interpreter: one function, one case an opcode. */
import type { StepDefinition } from '../language/step.js';
import { JsFold } from './javascript.js';
import { banner, operandOf, slotLane, spellLocal } from './spelling.js';

export function generateSwitch(opcodes: readonly StepDefinition[]): string {
  return `${banner('opcodes/generate/switch.ts')}// @ts-nocheck
import { raise } from '../../memory/raise.js';
import { convertToF32, nearest } from '../primitives.js';

/**
 * Runs the program on the rows \`from\` to \`to\` and stores 32 rows' bits at a time at \`selection\`.
 * \`code\` holds opcodes with their operands: slots, columns and constants as i32 indices, jumps as places in \`code\`.
 */
export function execute(code: Int32Array, views, runtime, functions, selection: number, from: number, to: number): void {
  const { u8, i16, i32, i64, f32, f64 } = views;
  for (let row = from; row < to;) {
    const end = Math.min(to, (row | 31) + 1);
    const word = (selection >> 2) + (row >> 5);
    let bits = 0;
    for (; row < end; row++) {
      let pc = 0;
      let selected = 0;
      execution: for (;;) {
        switch (code[pc]) {
${opcodes.map((opcode, number) => generateCase(opcode, number)).join('\n')}
        }
      }
      bits |= selected << row;
    }
    i32[word] = bits;
  }
}
`;
}

export function generateCase(opcode: StepDefinition, number: number): string {
  const { operands } = opcode;
  const fold = new JsFold({
    local: (name) => spellLocal(operands, name),
    set: (name, _type, value) => {
      const found = operandOf(operands, name);
      return `${slotLane(`$${found?.operand.name}`, found?.suffix ?? '', found?.operand.representation)} = ${value};`;
    },
    jump: (target) => `pc = $${target}; continue;`,
    done: (selected) => `selected = ${selected}; break execution;`,
  });
  fold.statements(opcode.body);
  const last = fold.lines.at(-1) ?? '';
  const ends = /^(pc = \$\w+; continue;|selected = .*break execution;)$/.test(last);
  const body = [
    ...operands.map((operand, i) => `const $${operand.name} = code[pc + ${i + 1}];`),
    ...fold.lines,
    ...(ends ? [] : [`pc += ${operands.length + 1};`, 'continue;']),
  ];
  return `          case ${number}: { // ${opcode.name}\n${body.map((line) => `            ${line}`).join('\n')}\n          }`;
}
