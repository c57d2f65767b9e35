/**
 * What a step that only decides does in each state of its inputs, by running its body: such a step reads booleans and null flags, so there are two or three states an
 * input. Who knows an input's state when a program is loaded then knows what the step does, and need not run it.
 */
import type { Operand, Statement, StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';

/** A boolean or null. */
export type Known = 0 | 1 | null;

export interface Outcome {
  /** The operands that are written, by their place, with what they are afterwards. */
  readonly writes: readonly (readonly [operand: number, value: Known])[];
  /** The place of the operand that is jumped to, `next`, or the bit with which the row ends. */
  readonly to: number | 'next' | { readonly ends: Known };
}

export interface Decision {
  /** The places of the operands that decide, and which of them are booleans; of the others only the null flag is asked. */
  readonly inputs: readonly { readonly operand: number; readonly boolean: boolean }[];
  /**
   * An outcome for each state of the inputs; the last input's state changes first. The states of a boolean are false, true, null; those of a null flag
   * not null, null.
   */
  readonly outcomes: readonly Outcome[];
}

const booleanStates: readonly Known[] = [0, 1, null];
const flagStates: readonly Known[] = [0, null];

/** Raises when the body does anything but decide. */
export function decisionOf(step: StepDefinition): Decision {
  const inputs = step.operands.flatMap((operand, place) =>
    operand.kind === 'in' ? [{ operand: place, boolean: operand.representation !== undefined }] : [],
  );
  let states: Known[][] = [[]];
  for (const { boolean } of inputs) {
    states = states.flatMap((before) => (boolean ? booleanStates : flagStates).map((state) => [...before, state]));
  }
  return { inputs, outcomes: states.map((known) => outcomeOf(step, inputs, known)) };
}

function outcomeOf(step: StepDefinition, inputs: Decision['inputs'], known: readonly Known[]): Outcome {
  const locals = new Map<string, number>();
  inputs.forEach(({ operand }, i) => {
    const { name } = operandAt(step, operand);
    locals.set(name, known[i] === 1 ? 1 : 0);
    locals.set(`${name}_null`, known[i] === null ? 1 : 0);
  });
  const written = new Map<string, number>();
  const to = run(step.body, locals, written);
  const writes = step.operands.flatMap(({ name, kind }, place): Outcome['writes'] => {
    const value = written.get(name);
    if (kind !== 'out') return [];
    if (written.get(`${name}_null`) === 1) return [[place, null]];
    return value === undefined ? [] : [[place, value === 0 ? 0 : 1]];
  });
  if (typeof to !== 'string') return { writes, to: to ?? 'next' };
  return { writes, to: step.operands.findIndex(({ name }) => name === to) };
}

function operandAt(step: StepDefinition, place: number): Operand {
  const operand = step.operands[place];
  if (operand === undefined) throw new Error(`${step.name} has no operand ${place}`);
  return operand;
}

type End = string | { readonly ends: Known } | undefined;

/** Runs the statements; gives the name of the label that is jumped to, or how the row ends. */
function run(body: readonly Statement[], locals: ReadonlyMap<string, number>, written: Map<string, number>): End {
  for (const statement of body) {
    switch (statement.kind) {
      case 'set':
        written.set(statement.slot, evaluate(statement.lanes[0], locals));
        break;
      case 'setNull':
        written.set(`${statement.slot}_null`, evaluate(statement.value, locals));
        break;
      case 'if': {
        const end = run(evaluate(statement.cond, locals) === 0 ? statement.otherwise : statement.then, locals, written);
        if (end !== undefined) return end;
        break;
      }
      case 'jump':
        return statement.to;
      case 'return':
        return { ends: evaluate(statement.selected, locals) === 0 ? 0 : 1 };
      case 'let':
      case 'store':
        throw new Error(`a step that only decides has a statement of the kind ${statement.kind}`);
    }
  }
  return undefined;
}

const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  'i32.and': (a, b) => a & b,
  'i32.or': (a, b) => a | b,
  'i32.xor': (a, b) => a ^ b,
  'i32.eqz': (a) => (a === 0 ? 1 : 0),
};

function evaluate(term: Term | undefined, locals: ReadonlyMap<string, number>): number {
  const node = term?.node;
  if (node?.kind === 'const') return Number(node.value);
  if (node?.kind === 'local') {
    const value = locals.get(node.name);
    if (value !== undefined) return value;
  }
  if (node?.kind === 'op') {
    const [a, b] = node.args.map((arg) => evaluate(arg, locals));
    const operation = operations[node.op];
    if (operation !== undefined && a !== undefined) return operation(a, b ?? 0);
  }
  throw new Error(
    `a step that only decides has a term that is not of booleans and null flags: ${JSON.stringify(node)}`,
  );
}
