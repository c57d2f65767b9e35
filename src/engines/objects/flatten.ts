/** A program's steps in order, superinstructions taken apart again: what the plan of closures is made from. */
import { SqlError } from '../../error.js';
import { coreFunctions } from '../../functions/core-metadata.generated.js';
import { decode, type DecodedStep } from '../../program/decode.js';
import type { OperandInfo } from '../../program/metadata.js';
import { opcodes } from '../../program/opcodes.generated.js';
import { cellSize } from '../../functions/cell.js';
import type { Program } from '../../program/program.js';
import type { RowStep } from './row-step.js';
import { rowSteps } from './row-steps.generated.js';

export interface FlatStep {
  readonly opcode: number;
  readonly means: RowStep;
  readonly infos: readonly OperandInfo[];
  /** As in the wordcode, but a jump's is the place of a flat step. */
  readonly operands: readonly number[];
  /** The function that is called, if `means` is `call`: a call with arguments in cells has become one too. */
  readonly func: number;
}

/** The functions' numbers by the opcodes that have their bodies inlined: such a step calls the function, as far as its value goes. */
const inlined = new Map(coreFunctions.map((f, number) => [f.inlined, number]));

export function flatten(program: Program): FlatStep[] {
  const steps: FlatStep[] = [];
  const given: FlatStep[] = [];
  const places = new Map<number, number>();
  for (const step of decode(program.code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    places.set(step.at, steps.length);
    const parts =
      step.info.parts === undefined ? [flat(step.opcode, step.operands)] : partsOf(step, program.slots.length);
    for (const part of parts) {
      if (part.means === 'argument') given.push(part);
      else steps.push(part.means === 'callArguments' ? callOf(part, given.splice(0)) : part);
    }
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

/** A call with the arguments that were given in cells, as a call whose inputs they are. */
function callOf(step: FlatStep, given: readonly FlatStep[]): FlatStep {
  const out = step.infos.findIndex(({ kind }) => kind === 'out');
  const result = step.infos[out];
  const inputs = given.map(({ infos, operands }) => {
    const input = infos.findIndex(({ kind }) => kind === 'in');
    const place = infos.findIndex(({ kind }) => kind === 'number');
    return { info: infos[input], slot: operands[input] ?? -1, place: (operands[place] ?? 0) / cellSize };
  });
  inputs.sort((a, b) => a.place - b.place);
  return {
    opcode: step.opcode,
    means: 'call',
    infos: [result, ...inputs.map(({ info }) => info)].flatMap((info) => info ?? []),
    operands: [step.operands[out] ?? -1, ...inputs.map(({ slot }) => slot)],
    func: step.func,
  };
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

/** What the step does over JavaScript objects; undefined where that is not known. */
export const meaningOf = (opcode: number): RowStep | undefined => (inlined.has(opcode) ? 'call' : rowSteps.get(opcode));
