/**
 * The verifier: what every engine relies on. Each step is whole and its operands exist and have the right representation; jumps go
 * forward to the beginning of a step, so they nest as WebAssembly's blocks and every program ends; and each slot is written before it
 * is read, value and null flag, on every way.
 */
import { SqlError } from '../error.js';
import { decode, type DecodedStep } from './decode.js';
import type { OperandInfo } from './metadata.js';
import { functions } from './opcodes.generated.js';
import { BitSet } from './passes/bit-set.js';
import type { Program } from './program.js';

/** Throws XX000 if the program could make an engine misbehave. */
export function verify(program: Program): void {
  const steps: DecodedStep[] = [];
  for (const step of decode(program.code)) {
    if (step === undefined) fail(steps.at(-1)?.at ?? 0, 'the next step is not whole');
    steps.push(step);
  }
  const starts = new Set(steps.map((step) => step.at));
  for (const step of steps) {
    step.info.operands.forEach((operand, i) => { checkOperand(program, step, operand, step.operands[i] ?? 0, starts); });
  }
  if (!steps.at(-1)?.info.ends) fail(program.code.length, 'the program does not end');
  checkAssignment(program, steps);
}

function checkOperand(program: Program, step: DecodedStep, operand: OperandInfo, value: number, starts: ReadonlySet<number>): void {
  const within = (count: number) => value >= 0 && value < count;
  const ok = ((): boolean => {
    switch (operand.kind) {
      case 'out': return within(program.slots.length) && value >= program.constants.length && fits(program, operand, value);
      case 'in': return within(program.slots.length) && fits(program, operand, value);
      case 'const': return within(program.constants.length) && fits(program, operand, value);
      case 'column': return within(program.columns.length);
      case 'param': return within(program.params.length);
      case 'function': return within(functions.length);
      case 'address': return value >= -1 && value < program.tables.length;
      case 'jump': return value > step.at && starts.has(value);
    }
  })();
  if (!ok) fail(step.at, `${step.info.name}: operand ${operand.name} = ${value} is not right`);
}

/** An operand of which only the null flag matters fits every slot. */
const fits = (program: Program, operand: OperandInfo, slot: number): boolean =>
  operand.representation === undefined || program.slots[slot] === operand.representation;

/** Walks forward with the sets of values and flags written on every way to each step. */
function checkAssignment(program: Program, steps: readonly DecodedStep[]): void {
  const count = program.slots.length;
  const flagged = new Set(steps.flatMap((step) => step.info.operands.flatMap((op, i) => (op.writeNull ? [step.operands[i] ?? 0] : []))));
  // Values are numbered as slots, flags behind them; a flag that no step writes is 0 from the beginning.
  let written: BitSet | undefined = new BitSet(count * 2);
  for (let slot = 0; slot < count; slot++) {
    if (slot < program.constants.length) written.add(slot);
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
    for (const [i, operand] of step.info.operands.entries()) {
      const slot = step.operands[i] ?? 0;
      if (operand.writeValue || operand.writeNull) written.add(slot);
      if (operand.writeNull) written.add(count + slot);
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
