/** Definitions → closures: for each opcode a function that makes one step's closure from its operands and its successors. */
import type { StepDefinition } from '../language/step.js';
import { JsFold } from './javascript.js';
import { banner, operandOf, slotLane, spellLocal } from './spelling.js';

export function generateClosures(opcodes: readonly StepDefinition[]): string {
  return `${banner('opcodes/targets/closures.ts')}// @ts-nocheck
import { raise } from '../../arena/raise.js';
import { convertToF32, nearest } from '../../functions/primitives.js';

/** A step: runs itself and what follows, and returns the row's bit. */
export type Step = (row: number) => number;
/** Makes the step at \`at\` in \`code\`; \`next\` follows it and \`stepAt\` gives the step that a jump leads to. */
export type StepMaker = (machine, code: Int32Array, at: number, next: Step, stepAt: (target: number) => Step) => Step;

export const makers: readonly StepMaker[] = [
${opcodes.map(generateMaker).join('\n')}
];
`;
}

export function generateMaker(opcode: StepDefinition): string {
  const { operands } = opcode;
  const fold = new JsFold({
    local: (name) => spellLocal(operands, name, (operand) => `$${operand.name}`),
    set: (name, _type, value) => {
      const found = operandOf(operands, name);
      return `${slotLane(`$${found?.operand.name}`, found?.suffix ?? '', found?.operand.representation)} = ${value};`;
    },
    jump: (target) => `return $${target}(row);`,
    done: (selected) => `return ${selected};`,
  });
  fold.statements(opcode.body);
  const ends = /^return /.test(fold.lines.at(-1) ?? '');
  const lines = [...fold.lines, ...(ends ? [] : ['return next(row);'])];
  const text = lines.join('\n');
  const used = ['u8', 'i16', 'i32', 'i64', 'f32', 'f64'].filter((view) => text.includes(`${view}[`));
  const captured = ['runtime', 'functions'].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const names = [...used, ...captured];
  const body = [
    ...(names.length > 0 ? [`const { ${names.join(', ')} } = machine;`] : []),
    ...operands.map((operand, i) => {
      const value = `code[at + ${i + 1}]`;
      return `const $${operand.name} = ${operand.kind === 'jump' ? `stepAt(${value})` : value};`;
    }),
    'return (row) => {',
    ...lines.map((line) => `  ${line}`),
    '};',
  ];
  return `  /* ${opcode.name} */ (machine, code, at, next, stepAt) => {\n${body.map((line) => `    ${line}`).join('\n')}\n  },`;
}
