/**
 * Definitions → what the engine over JavaScript objects is made of: for each function the makers of a closure that computes it from its arguments' closures, and
 * for each step that only decides what it does in each state of its inputs.
 */
import { decisionOf, type Decision } from '../analysis/outcomes.js';
import { representations, type FunctionDefinition } from '../language/function.js';
import type { StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';
import { toLanes } from '../language/value.js';
import { JsFold } from './javascript.js';
import { banner } from './spelling.js';
import { wideLiteral, widePrimitives } from './wide.js';

/**
 * V8 keeps what it has seen at a place in the code, not in a closure: two closures of one text share it, and neither is inlined where the other
 * is called too. So there are copies of the makers of what filters are made of.
 */
const copiesOfTests = 4;

/** Can it be said over JavaScript's values: does it not touch linear memory? */
function needsNoMemory(f: FunctionDefinition): boolean {
  if ([...f.args.map(({ type }) => type), f.result].some((type) => representations[type] === 'ref')) return false;
  return toLanes(f.value).every(isPure);
}

function isPure({ node }: Term): boolean {
  switch (node.kind) {
    case 'const':
    case 'local':
      return true;
    case 'op':
      return node.args.every(isPure);
    case 'if':
      return [node.cond, node.then, node.otherwise].every(isPure);
    case 'let':
      return isPure(node.value) && isPure(node.body);
    case 'check':
      return isPure(node.cond) && isPure(node.body);
    case 'load':
    case 'call':
    case 'callFunction':
      return false;
  }
}

export function generateTreeFunctions(
  functions: readonly FunctionDefinition[],
  opcodes: readonly StepDefinition[],
): string {
  return `${banner('opcodes/targets/trees.ts')}// @ts-nocheck
import { raise } from '../../arena/raise.js';
import { convertToF32, nearest } from '../../functions/primitives.js';
import * as wide from './wide.js';

/**
 * By the function's number, the makers of its closure: from the closures of its arguments, and where the last argument is a constant from that. All makers of a
 * function do the same; undefined: the function needs linear memory.
 */
export const makers = [
${functions.map(makersOf).join('\n')}
];

/** The makers of the steps that compute their output, by opcode. */
export const valueMakers = {
${opcodes.flatMap((step, number) => (step.overRows === 'value' ? [`  ${number}: ${valueMaker(step)}, // ${step.name}`] : [])).join('\n')}
};
`;
}

function makersOf(f: FunctionDefinition): string {
  if (!needsNoMemory(f)) return `  /* ${f.name} */ undefined,`;
  const copies = f.result === 'bool' ? copiesOfTests : 1;
  const repeated = (text: string): string => Array.from({ length: copies }, () => text).join('\n');
  return `  /* ${f.name} */ {\n    trees: [\n${repeated(maker(f, false))}\n    ],\n    withConstant: [\n${f.args.length < 2 ? '' : repeated(maker(f, true))}\n    ],\n  },`;
}

/** A maker of the closure of a strict function. With \`constant\`, the last argument is a value that is not null, not a closure. */
export function maker(f: FunctionDefinition, constant: boolean): string {
  const never = (): never => {
    throw new Error(`${f.name} does more than compute a value`);
  };
  const fold = new JsFold({
    local: (name) => `$${name}`,
    set: never,
    jump: never,
    done: never,
    primitives: widePrimitives,
    wideLiteral,
  });
  const [value] = toLanes(f.value);
  if (value === undefined) throw new Error(`${f.name} has no value`);
  const result = fold.value(value);
  const closures = constant ? f.args.slice(0, -1) : f.args;
  const isNull = closures.map(({ name }) => `$${name} === null`).join(' || ');
  const last = f.args.at(-1)?.name ?? '';
  const params = [...closures.map(({ name }) => name), ...(constant ? [`$${last}`] : [])].join(', ');
  const lines = [
    ...closures.map(({ name }) => `const $${name} = ${name}(row);`),
    ...(closures.length === 0 ? [] : [`if (${isNull}) return null;`]),
    ...fold.lines,
    `return ${result};`,
  ];
  return `      (${params}) => (row) => {\n${lines.map((line) => `        ${line}`).join('\n')}\n      },`;
}

/** A step that computes its output: the maker of the closure from those of its inputs. A text is one JavaScript value here, so its length is not copied. */
function valueMaker({ operands, body, name }: StepDefinition): string {
  const never = (): never => {
    throw new Error(`${name} does more than compute a value`);
  };
  const inputs = operands.filter(({ kind }) => kind === 'in' || kind === 'const');
  const fold = new JsFold({
    local: (local) => {
      if (local.endsWith('_length')) return '0';
      const value = `$${local.replace(/_(null|pointer)$/, '')}`;
      return local.endsWith('_null') ? `+(${value} === null)` : value;
    },
    set: (lane, _type, value) =>
      lane.endsWith('_length') ? '' : `${lane.endsWith('_null') ? 'isNull' : 'result'} = ${value};`,
    jump: never,
    done: never,
  });
  fold.statements(body);
  const lines = [
    ...inputs.map((input) => `const $${input.name} = ${input.name}(row);`),
    'let result = null;',
    'let isNull = 0;',
    ...fold.lines.filter((line) => line.trim() !== ''),
    'return isNull === 0 ? result : null;',
  ];
  return `(${inputs.map((input) => input.name).join(', ')}) => (row) => {\n${lines.map((line) => `    ${line}`).join('\n')}\n  }`;
}

export function generateDecisions(opcodes: readonly StepDefinition[]): string {
  const lines = opcodes.flatMap((step, number) =>
    step.overRows === undefined
      ? []
      : [
          `  [${number}, ${step.overRows === 'decide' ? decisionText(decisionOf(step)) : `'${step.overRows}'`}], // ${step.name}`,
        ],
  );
  return `${banner('opcodes/targets/trees.ts')}import type { RowStep } from './row-step.js';

/** What each step does over rows that are JavaScript objects, by its opcode's number. */
export const rowSteps: ReadonlyMap<number, RowStep> = new Map<number, RowStep>([
${lines.join('\n')}
]);
`;
}

function decisionText({ inputs, outcomes }: Decision): string {
  const outcome = ({ writes, to }: Decision['outcomes'][number]): string =>
    `{ writes: ${JSON.stringify(writes)}, to: ${typeof to === 'object' ? `{ ends: ${to.ends} }` : typeof to === 'number' ? to : "'next'"} }`;
  return `{ inputs: [${inputs.map((i) => `{ operand: ${i.operand}, boolean: ${i.boolean} }`).join(', ')}], outcomes: [${outcomes.map(outcome).join(', ')}] }`;
}
