/** A program's steps in order, superinstructions taken apart again: what the plan of closures is made from. */
import { SqlError } from '../../error.js';
import { coreFunctions } from '../../functions/core-metadata.generated.js';
import { decode, type DecodedStep } from '../../program/decode.js';
import type { OperandInfo } from '../../program/metadata.js';
import { opcodes } from '../../program/opcodes.generated.js';
import type { Program } from '../../program/program.js';
import type { RowStep } from './row-step.js';
import { rowSteps } from './row-steps.generated.js';

export interface FlatStep {
  readonly opcode: number;
  readonly means: RowStep;
  readonly infos: readonly OperandInfo[];
  /** As in the wordcode, but a jump's is the place of a flat step. */
  readonly operands: readonly number[];
  /** The function that is called, if `means` is `call`. */
  readonly func: number;
}

/** The functions' numbers by the opcodes that have their bodies inlined: such a step calls the function, as far as its value goes. */
const inlined = new Map(coreFunctions.map((f, number) => [f.inlined, number]));

export function flatten(program: Program): FlatStep[] {
  const steps: FlatStep[] = [];
  const places = new Map<number, number>();
  for (const step of decode(program.code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    places.set(step.at, steps.length);
    if (step.info.parts === undefined) steps.push(flat(step.opcode, step.operands));
    else steps.push(...partsOf(step, program.slots.length));
  }
  return steps.map((step) => ({
    ...step,
    operands: step.operands.map((value, i) => (step.infos[i]?.kind === 'jump' ? (places.get(value) ?? -1) : value)),
  }));
}

function flat(opcode: number, operands: readonly number[]): FlatStep {
  const func = inlined.get(opcode);
  const means = func === undefined ? rowSteps.get(opcode) : 'call';
  const infos = opcodes[opcode]?.operands;
  if (means === undefined || infos === undefined) {
    throw new SqlError('XX000', `opcode ${opcode} has no meaning over JavaScript objects`);
  }
  const operand = infos.findIndex(({ kind }) => kind === 'function');
  return { opcode, means, infos, operands, func: func ?? operands[operand] ?? -1 };
}

/** The parts of a superinstruction; its slots that are never stored get numbers from `firstFree` on. */
function partsOf({ info, operands }: DecodedStep, firstFree: number): FlatStep[] {
  const values = new Map(info.operands.map(({ name }, i) => [name, operands[i] ?? 0]));
  info.internal?.forEach((name, i) => {
    values.set(name, firstFree + i);
  });
  return (info.parts ?? []).map((part) =>
    flat(
      part.opcode,
      part.operands.map((name) => values.get(name) ?? 0),
    ),
  );
}

/** Whether it is known what the step does over JavaScript objects. */
export const hasMeaning = (opcode: number): boolean => inlined.has(opcode) || rowSteps.has(opcode);
