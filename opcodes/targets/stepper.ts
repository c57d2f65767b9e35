/**
 * Definitions → single steps: for each opcode a function that makes a step which runs by itself and says where to go on, and which tells of each branch that
 * its definition has. Conditions that are only values (`select`, the bits of an AND) are no branches, here as in machine code.
 */
import type { Statement, StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';
import { JsFold } from './javascript.js';
import { banner, operandOf, slotLane, spellLocal } from './spelling.js';

export function generateStepper(opcodes: readonly StepDefinition[]): string {
  return `${banner('opcodes/targets/stepper.ts')}// @ts-nocheck
import { raise } from '../arena/raise.js';
import { convertToF32, nearest } from '../functions/primitives.js';

/** Runs one step for a row: gives the place in the code where to go on, or -1 when the row is rejected and -2 when it is selected. */
export type SingleStep = (row: number) => number;
/** Told of a branch: which one of the step's, in the order of its definition, and its condition, which it returns. */
export type OnBranch = (branch: number, taken: boolean) => boolean;
/** Makes the step at \`at\` in \`code\`; \`machine\` has the views of linear memory, the runtime and the function table. */
export type StepMaker = (machine: Readonly<Record<string, unknown>>, code: Int32Array, at: number, branch: OnBranch) => SingleStep;

/** How many primitives, reads and writes each opcode's definition has: about as many instructions it is. */
export const instructions = Uint16Array.of(${opcodes.map(({ body }) => count(body)).join(', ')});

export const makers: readonly StepMaker[] = [
${opcodes.map(generateMaker).join('\n')}
];
`;
}

/** Constants and locals are operands of instructions, not instructions. */
function count(statements: readonly Statement[]): number {
  const countStatement = (statement: Statement): number => {
    switch (statement.kind) {
      case 'set':
        return sum(statement.lanes.map((term) => 1 + countTerm(term)));
      case 'setNull':
        return 1 + countTerm(statement.value);
      case 'let':
        return countTerm(statement.value);
      case 'if':
        // One side runs: half of both is about that.
        return 1 + countTerm(statement.cond) + Math.ceil((count(statement.then) + count(statement.otherwise)) / 2);
      case 'jump':
        return 1;
      case 'store':
        return 1 + countTerm(statement.address) + countTerm(statement.value);
      case 'return':
        return 1 + countTerm(statement.selected);
    }
  };
  return sum(statements.map(countStatement));
}

function countTerm({ node }: Term): number {
  switch (node.kind) {
    case 'const':
    case 'local':
      return 0;
    case 'op':
      return 1 + sum(node.args.map(countTerm));
    case 'load':
      return 1 + countTerm(node.address);
    case 'if':
      return 1 + countTerm(node.cond) + Math.ceil((countTerm(node.then) + countTerm(node.otherwise)) / 2);
    case 'let':
      return countTerm(node.value) + countTerm(node.body);
    case 'check':
      return 1 + countTerm(node.cond) + countTerm(node.body);
    case 'call':
      return 1 + sum(node.args.map(countTerm));
    case 'callFunction':
      return 1 + countTerm(node.func) + sum(node.args.map(countTerm));
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

export function generateMaker(opcode: StepDefinition): string {
  const { operands } = opcode;
  let branches = 0;
  const fold = new JsFold({
    local: (name) => spellLocal(operands, name, (operand) => `$${operand.name}`),
    set: (name, _type, value) => {
      const found = operandOf(operands, name);
      return `${slotLane(`$${found?.operand.name}`, found?.suffix ?? '', found?.operand.representation)} = ${value};`;
    },
    jump: (target) => `return $${target};`,
    done: (selected) => `return -1 - (${selected});`,
    branch: (condition) => `branch(${branches++}, ${condition})`,
  });
  fold.statements(opcode.body);
  const ends = /^return /.test(fold.lines.at(-1) ?? '');
  const lines = [...fold.lines, ...(ends ? [] : [`return at + ${operands.length + 1};`])];
  const text = lines.join('\n');
  const names = ['u8', 'i16', 'i32', 'i64', 'f32', 'f64', 'runtime', 'functions'].filter((name) =>
    new RegExp(`\\b${name}\\b[.[]`).test(text),
  );
  const body = [
    ...(names.length > 0 ? [`const { ${names.join(', ')} } = machine;`] : []),
    ...operands.map((operand, i) => `const $${operand.name} = code[at + ${i + 1}];`),
    'return (row) => {',
    ...lines.map((line) => `  ${line}`),
    '};',
  ];
  return `  /* ${opcode.name} */ (machine, code, at, branch) => {\n${body.map((line) => `    ${line}`).join('\n')}\n  },`;
}
