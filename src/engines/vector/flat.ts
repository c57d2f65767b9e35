/** A program as the vector engine walks over it: superinstructions are taken apart, jumps lead to steps by their number. */
import type { Representation } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import { decode, type DecodedStep } from '../../program/decode.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';

export interface FlatStep {
  readonly opcode: number;
  readonly info: OpcodeInfo;
  /** As in the wordcode; a jump's operand is the number of a step. */
  readonly operands: readonly number[];
}

export interface FlatProgram {
  readonly steps: readonly FlatStep[];
  /** The program's slots, and behind them those between the parts of superinstructions. */
  readonly slots: readonly Representation[];
}

export function flatten(program: Program): FlatProgram {
  const slots = [...program.slots];
  const steps: FlatStep[] = [];
  const between = new Map<string, number>();
  const numbers = new Map<number, number>();
  for (const step of decode(program.code)) {
    if (step === undefined) throw new SqlError('XX000', 'the program is not whole');
    numbers.set(step.at, steps.length);
    steps.push(...apart(step, slots, between));
  }
  const numberOf = (place: number): number => {
    const number = numbers.get(place);
    if (number === undefined) throw new SqlError('XX000', `no step begins at ${place}`);
    return number;
  };
  return {
    slots,
    steps: steps.map((step) => ({
      ...step,
      operands: step.operands.map((value, i) => (step.info.operands[i]?.kind === 'jump' ? numberOf(value) : value)),
    })),
  };
}

/** The parts of a superinstruction; what one hands to the next goes into slots `between` them, which all superinstructions share, because nothing else reads them. */
function apart(
  { opcode, info, operands }: DecodedStep,
  slots: Representation[],
  between: Map<string, number>,
): FlatStep[] {
  const { parts, internal = [] } = info;
  if (parts === undefined) return [{ opcode, info, operands }];
  const values = new Map(info.operands.map(({ name }, i) => [name, operands[i] ?? 0]));
  return parts.map((part) => {
    const own = opcodeInfo(part.opcode);
    const given = part.operands.map((name, i) => {
      let value = values.get(name);
      if (value === undefined && internal.includes(name)) {
        const representation = own.operands[i]?.representation ?? 'i32';
        const key = `${name} ${representation}`;
        value = between.get(key) ?? slots.push(representation) - 1;
        between.set(key, value);
        values.set(name, value);
      }
      if (value === undefined) throw new SqlError('XX000', `${info.name}: a part has no operand ${name}`);
      return value;
    });
    return { opcode: part.opcode, info: own, operands: given };
  });
}

/** Steps as wordcode; `placeOf` tells where a jump leads. */
export function codeOf(
  steps: readonly FlatStep[],
  placeOf: (step: number, places: readonly number[], end: number) => number,
): Int32Array<ArrayBuffer> {
  const places: number[] = [];
  let end = 0;
  for (const { operands } of steps) {
    places.push(end);
    end += 1 + operands.length;
  }
  const code = new Int32Array(end);
  steps.forEach(({ opcode, info, operands }, n) => {
    const at = places[n] ?? 0;
    code[at] = opcode;
    operands.forEach((value, i) => {
      code[at + 1 + i] = info.operands[i]?.kind === 'jump' ? placeOf(value, places, end) : value;
    });
  });
  return code;
}
