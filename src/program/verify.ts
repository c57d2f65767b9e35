/**
 * The verifier: what every engine relies on. Each step is whole and its operands exist and are of the right kind (`verify-operand.ts`);
 * jumps go forward to the beginning of a step, so they nest as WebAssembly's blocks and every program ends; and each slot is written before it
 * is read, value and null flag, on every way; calls find their arguments (`verify-call.ts`); and a row ends with 0 or 1, a constant or what the step before has just written.
 */
import { types } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { decode, type DecodedStep } from './decode.js';
import { KnownSlots } from './known-slots.js';
import type { OpcodeInfo } from './metadata.js';
import type { Program } from './program.js';
import { wrongCall } from './verify-call.js';
import { operandIsRight } from './verify-operand.js';

/** Throws XX000 if the program could make an engine misbehave. */
export function verify(program: Program): void {
  const steps: DecodedStep[] = [];
  for (const step of decode(program.code)) {
    if (step === undefined) fail(steps.at(-1)?.at ?? 0, 'the next step is not whole');
    steps.push(step);
  }
  program.constants.forEach(({ type, representation }, slot) => {
    if (types[type].representation !== representation || program.slots[slot] !== representation)
      fail(0, `constant ${slot} is not in a slot of its type`);
  });
  const starts = new Set(steps.map((step) => step.at));
  for (const step of steps) {
    if ((step.info.layout ?? program.layout) !== program.layout)
      fail(step.at, `${step.info.name} is not for ${program.layout}`);
    step.info.operands.forEach((operand, i) => {
      const value = step.operands[i] ?? 0;
      const right =
        operand.kind === 'jump' ? value > step.at && starts.has(value) : operandIsRight(program, step, operand, value);
      if (!right) fail(step.at, `${step.info.name}: operand ${operand.name} = ${value} is not right`);
    });
  }
  const targets = new Set(
    steps.flatMap((step) => step.info.operands.flatMap((op, i) => (op.kind === 'jump' ? [step.operands[i] ?? 0] : []))),
  );
  steps.forEach((step, i) => {
    const wrong = wrongCall(program, steps, i, targets);
    if (wrong !== undefined) fail(step.at, wrong);
    if (endsRow(step.info) && !endsWithBit(program, step, targets.has(step.at) ? undefined : steps[i - 1]))
      fail(step.at, 'what ends the row is not 0 or 1');
  });
  if (!steps.at(-1)?.info.ends) fail(program.code.length, 'the program does not end');
  checkAssignment(program, steps);
}

/** Whether the step ends the row with the value of a slot. */
const endsRow = ({ ends, operands }: OpcodeInfo): boolean =>
  ends === true && operands.every(({ kind }) => kind === 'in');

function endsWithBit(
  program: Program,
  { operands: [slot = 0] }: DecodedStep,
  before: DecodedStep | undefined,
): boolean {
  const constant = program.constants[slot]?.value;
  if (constant !== undefined) return constant === 0 || constant === 1;
  return (
    before?.info.operands.some((operand, place) => operand.writesBit === true && before.operands[place] === slot) ===
    true
  );
}

/** Walks forward with what is known of the slots on every way to each step. */
function checkAssignment(program: Program, steps: readonly DecodedStep[]): void {
  const flagged = new Set(
    steps.flatMap((step) => step.info.operands.flatMap((op, i) => (op.writeNull ? [step.operands[i] ?? 0] : []))),
  );
  let known: KnownSlots | undefined = KnownSlots.atBeginning(program, flagged);
  const atTarget = new Map<number, KnownSlots>();
  for (const step of steps) {
    const jumped = atTarget.get(step.at);
    if (jumped !== undefined) {
      atTarget.delete(step.at);
      if (known === undefined) known = jumped;
      else known.intersect(jumped);
    }
    if (known === undefined) fail(step.at, `${step.info.name} cannot be reached`);
    checkReads(step, known);
    for (const [i, operand] of step.info.operands.entries()) {
      if (operand.kind === 'out') known.write(step.operands[i] ?? 0, operand);
    }
    for (const [i, operand] of step.info.operands.entries()) {
      if (operand.kind !== 'jump') continue;
      const target = step.operands[i] ?? 0;
      const before = atTarget.get(target);
      if (before === undefined) atTarget.set(target, known.clone());
      else before.intersect(known);
    }
    if (step.info.ends) known = undefined;
  }
}

function checkReads(step: DecodedStep, known: KnownSlots): void {
  step.info.operands.forEach((operand, i) => {
    const slot = step.operands[i] ?? 0;
    if (operand.kind !== 'in') return;
    if (operand.readValue && !known.hasValue(slot))
      fail(step.at, `${step.info.name} reads slot ${slot} before it is written`);
    if (operand.readNull && !known.hasFlag(slot))
      fail(step.at, `${step.info.name} reads the null flag of slot ${slot} before it is written`);
  });
}

function fail(at: number, what: string): never {
  throw new SqlError('XX000', `the program is not valid at ${at}: ${what}`);
}
