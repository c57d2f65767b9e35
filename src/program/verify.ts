/**
 * The verifier: what every engine relies on. Each step is whole and its operands exist and are of the right kind (`verify-operand.ts`);
 * jumps go forward to the beginning of a step, so they nest as WebAssembly's blocks and every program ends; each slot is written before it
 * is read, value and null flag, on every way; and what ends a row is a bit.
 */
import { types } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { bitsOf, isBitConstant } from './bits.js';
import { decode, type DecodedStep } from './decode.js';
import { BitSet } from './passes/bit-set.js';
import type { Program } from './program.js';
import { operandIsRight } from './verify-operand.js';

/** Throws XX000 if the program could make an engine misbehave. */
export function verify(program: Program): void {
  const steps: DecodedStep[] = [];
  for (const step of decode(program.code)) {
    if (step === undefined) fail(steps.at(-1)?.at ?? 0, 'the next step is not whole');
    steps.push(step);
  }
  program.constants.forEach(({ type, representation }, slot) => {
    if (types[type].representation !== representation || program.slots[slot] !== representation) fail(0, `constant ${slot} is not in a slot of its type`);
  });
  const starts = new Set(steps.map((step) => step.at));
  for (const step of steps) {
    step.info.operands.forEach((operand, i) => {
      const value = step.operands[i] ?? 0;
      const right = operand.kind === 'jump' ? value > step.at && starts.has(value) : operandIsRight(program, step, operand, value);
      if (!right) fail(step.at, `${step.info.name}: operand ${operand.name} = ${value} is not right`);
    });
  }
  if (!steps.at(-1)?.info.ends) fail(program.code.length, 'the program does not end');
  checkAssignment(program, steps);
}

/** Walks forward with the sets of values and flags written, and of slots that hold 0 or 1, on every way to each step. */
function checkAssignment(program: Program, steps: readonly DecodedStep[]): void {
  const count = program.slots.length;
  const flagged = new Set(steps.flatMap((step) => step.info.operands.flatMap((op, i) => (op.writeNull ? [step.operands[i] ?? 0] : []))));
  // Values are numbered as slots, flags behind them, bits behind those; a flag that no step writes is 0 from the beginning.
  let written: BitSet | undefined = new BitSet(count * 3);
  for (let slot = 0; slot < count; slot++) {
    if (slot < program.constants.length) written.add(slot);
    if (isBitConstant(program, slot)) written.add(2 * count + slot);
    if (!flagged.has(slot)) written.add(count + slot);
  }
  const atTarget = new Map<number, BitSet>();
  for (const step of steps) {
    const jumped = atTarget.get(step.at);
    if (jumped !== undefined) {
      if (written === undefined) written = jumped;
      else written.intersect(jumped);
    }
    if (written === undefined) fail(step.at, `${step.info.name} cannot be reached`);
    checkReads(step, written, count);
    const bits = checkBits(program, step, written);
    for (const [i, operand] of step.info.operands.entries()) {
      const slot = step.operands[i] ?? 0;
      if (operand.writeValue || operand.writeNull) written.add(slot);
      if (operand.writeNull) written.add(count + slot);
      if (bits.get(operand.name) === true) written.add(2 * count + slot);
      else if (operand.writeValue) written.delete(2 * count + slot);
    }
    for (const [i, operand] of step.info.operands.entries()) {
      if (operand.kind !== 'jump') continue;
      const target = step.operands[i] ?? 0;
      const known = atTarget.get(target);
      if (known === undefined) atTarget.set(target, written.clone());
      else known.intersect(written);
    }
    if (step.info.ends) written = undefined;
  }
}

/** Which of the slots that the step writes hold bits then; a row must end with one. */
function checkBits(program: Program, step: DecodedStep, written: BitSet): ReadonlyMap<string, boolean> {
  const operands = new Map(step.info.operands.map(({ name }, i) => [name, step.operands[i] ?? -1]));
  const isBit = (name: string) => written.has(2 * program.slots.length + (operands.get(name) ?? -1));
  const { written: bits, endsWell } = bitsOf(program, step.opcode, operands, isBit);
  if (!endsWell) fail(step.at, 'what ends the row is not a bit');
  return bits;
}

function checkReads(step: DecodedStep, written: BitSet, count: number): void {
  step.info.operands.forEach((operand, i) => {
    const slot = step.operands[i] ?? 0;
    if (operand.readValue && operand.kind === 'in' && !written.has(slot)) fail(step.at, `${step.info.name} reads slot ${slot} before it is written`);
    if (operand.readNull && operand.kind === 'in' && !written.has(count + slot)) fail(step.at, `${step.info.name} reads the null flag of slot ${slot} before it is written`);
  });
}

function fail(at: number, what: string): never {
  throw new SqlError('XX000', `the program is not valid at ${at}: ${what}`);
}
