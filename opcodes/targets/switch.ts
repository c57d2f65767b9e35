/**
 * Definitions → the switch interpreter: one case an opcode. V8 never optimises a function of more than 60 KB of bytecode, so the cases
 * that filters are made of stand in `execute` and the rare ones in `executeRare`, which it calls for one step.
 */
import type { Layout, Operand, StepDefinition } from '../language/step.js';
import { JsFold } from './javascript.js';
import { banner, operandOf, slotLane, spellLocal } from './spelling.js';

/** The interpreter for batches of a layout: the steps that read the other one have no case. */
export function generateSwitch(opcodes: readonly StepDefinition[], layout: Layout): string {
  const here = (opcode: StepDefinition): boolean => (opcode.layout ?? layout) === layout;
  const cases = (wanted: boolean) =>
    opcodes.flatMap((opcode, number) =>
      here(opcode) && (opcode.rare !== true) === wanted ? [generateCase(opcode, number, wanted)] : [],
    );
  return `${banner('opcodes/targets/switch.ts')}// @ts-nocheck
import { raise } from '../../arena/raise.js';
import { convertToF32, nearest } from '../../functions/primitives.js';

/**
 * Runs the program on the rows \`from\` to \`to\` and stores 32 rows' bits at a time at \`bitmap\`.
 * \`code\` holds opcodes with their operands: slots, columns and constants as i32 indices, jumps as places in \`code\`.
 */
export function execute(code: Int32Array, views, runtime, functions, bitmap: number, from: number, to: number): void {
${rowLoop(cases(true), 'pc = executeRare(code, views, runtime, functions, row, pc);')}
}

/** Runs the one step at \`pc\` and returns where to go on. */
function executeRare(code: Int32Array, views, runtime, functions, row: number, pc: number): number {
  const { u8, i16, i32, i64, f32, f64 } = views;
  let ${temporaries};
  switch (code[pc]) {
${indent(cases(false), 4)}
    default:
      throw new Error(\`no case for opcode \${code[pc]}\`);
  }
}
`;
}

/**
 * The body of `execute`: the rows' loop around the one `switch` over the cases, and the statement for an opcode that has none. It reads the parameters
 * `code`, `views`, `runtime`, `functions`, `bitmap`, `from` and `to`.
 */
export function rowLoop(cases: readonly string[], otherwise: string): string {
  return `  const { u8, i16, i32, i64, f32, f64 } = views;
  // One set of temporaries for all cases: registers of each case's own would swell the bytecode.
  let ${temporaries};
  for (let row = from; row < to;) {
    const end = Math.min(to, (row | 31) + 1);
    const word = (bitmap >> 2) + (row >> 5);
    let bits = 0;
    for (; row < end; row++) {
      let pc = 0;
      let selected = 0;
      execution: for (;;) {
        switch (code[pc]) {
${indent(cases, 10)}
          default:
            ${otherwise}
        }
      }
      bits |= selected << row;
    }
    i32[word] = bits;
  }`;
}

/** As many as the longest body binds. */
const temporaries = Array.from({ length: 8 }, (_, n) => `t${n}`).join(', ');

const indent = (cases: readonly string[], by: number): string =>
  cases
    .join('\n')
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');

/** A case: in the loop it moves \`pc\` and goes on, in \`executeRare\` it returns where to go on. */
export function generateCase({ name, operands, body }: StepDefinition, number: number, inLoop: boolean): string {
  const spell = (operand: Operand): string => `code[pc + ${operands.indexOf(operand) + 1}]`;
  const fold = new JsFold({
    local: (local) => spellLocal(operands, local, spell),
    set: (slot, _type, value) => {
      const found = operandOf(operands, slot);
      if (found === undefined) throw new Error(`no operand for ${slot}`);
      return `${slotLane(spell(found.operand), found.suffix, found.operand.representation)} = ${value};`;
    },
    jump: (target) => {
      const place = `code[pc + ${operands.findIndex((operand) => operand.name === target) + 1}]`;
      return inLoop ? `pc = ${place}; continue;` : `return ${place};`;
    },
    done: (selected) => `selected = ${selected}; break execution;`,
    shared: true,
  });
  fold.statements(body);
  const last = body.at(-1)?.kind;
  const next = operands.length + 1;
  const goOn =
    last === 'jump' || last === 'return' ? [] : inLoop ? [`pc += ${next};`, 'continue;'] : [`return pc + ${next};`];
  const title = [name, ...operands.map((operand) => operand.name)].join(' ');
  return [`case ${number}: // ${title}`, ...[...fold.lines, ...goOn].map((line) => `  ${line}`)].join('\n');
}
