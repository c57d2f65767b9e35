/** A program as the vector engine walks over it: superinstructions are taken apart, jumps lead to steps by their number. */
import type { Representation } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { Program } from '../../program/program.js';
import { opcodeInfo } from '../../program/steps.js';
import { formOf, type Form } from './forms.js';
import { placesOf, type Reads } from './places.js';

export interface FlatStep {
  readonly opcode: number;
  readonly info: OpcodeInfo;
  /** As in the wordcode; a jump's operand is the number of a step. */
  readonly operands: readonly number[];
  /** Undefined for a step that is for one row at a time. */
  readonly form: Form | undefined;
  /** What it reads and writes, once that has been asked for. */
  reads: Reads | undefined;
}

export interface FlatProgram {
  readonly steps: readonly FlatStep[];
  /** The program's slots, and behind them those between the parts of superinstructions. */
  readonly slots: readonly Representation[];
  /** Whether a step writes the null flag of the slot. */
  readonly flagged: readonly (boolean | undefined)[];
}

/** A part of a superinstruction: for each of its operands the place among the superinstruction's, or, below zero, the number of a slot between the parts. */
interface Part {
  readonly opcode: number;
  readonly info: OpcodeInfo;
  readonly from: readonly number[];
}
interface Parts {
  readonly parts: readonly Part[];
  /** The slots between, the first of which is -1 in `from`. */
  readonly between: readonly { readonly key: string; readonly representation: Representation }[];
}

const known = new Map<number, Parts>();

export function flatten({ code, slots: own }: Program): FlatProgram {
  const slots = own.slice();
  const flagged: (boolean | undefined)[] = [];
  const steps: FlatStep[] = [];
  /** The operands of the steps that jump, and which of them are jumps. */
  const jumping: { readonly operands: number[]; readonly jumps: readonly number[] }[] = [];
  const between = new Map<string, number>();
  /** By the place in the wordcode. */
  const numbers: (number | undefined)[] = new Array<number | undefined>(code.length);
  const add = (opcode: number, info: OpcodeInfo, operands: number[]): void => {
    steps.push({ opcode, info, operands, form: formOf(opcode, operands), reads: undefined });
    const { writesNull, jumps } = placesOf(opcode, info);
    for (let i = 0; i < writesNull.length; i++) flagged[operands[writesNull[i] ?? 0] ?? 0] = true;
    if (jumps.length > 0) jumping.push({ operands, jumps });
  };
  for (let at = 0; at < code.length; ) {
    const opcode = code[at] ?? -1;
    const info = opcodeInfo(opcode);
    const count = info.operands.length;
    if (at + count >= code.length) throw new SqlError('XX000', 'the program is not whole');
    numbers[at] = steps.length;
    if (info.parts === undefined) {
      const operands: number[] = [];
      for (let i = 1; i <= count; i++) operands.push(code[at + i] ?? 0);
      add(opcode, info, operands);
    } else {
      const { parts, between: missing } = partsOf(opcode, info);
      // What one part hands to the next goes into slots which all superinstructions share, because nothing else reads them.
      const shared: number[] = [];
      for (const { key, representation } of missing) {
        const slot = between.get(key) ?? slots.push(representation) - 1;
        between.set(key, slot);
        shared.push(slot);
      }
      for (const part of parts) {
        const operands: number[] = [];
        for (const place of part.from) operands.push((place < 0 ? shared[-1 - place] : code[at + 1 + place]) ?? 0);
        add(part.opcode, part.info, operands);
      }
    }
    at += 1 + count;
  }
  for (const { operands, jumps } of jumping) leadToSteps(operands, jumps, numbers);
  return { slots, steps, flagged };
}

/** Jumps lead to steps by their number, in place of where they begin in the wordcode. */
function leadToSteps(operands: number[], jumps: readonly number[], numbers: readonly (number | undefined)[]): void {
  for (const place of jumps) {
    const number = numbers[operands[place] ?? -1];
    if (number === undefined) throw new SqlError('XX000', `no step begins at ${operands[place]}`);
    operands[place] = number;
  }
}

function partsOf(opcode: number, info: OpcodeInfo): Parts {
  let parts = known.get(opcode);
  if (parts === undefined) {
    parts = findParts(info);
    known.set(opcode, parts);
  }
  return parts;
}

function findParts({ name, operands, parts = [], internal = [] }: OpcodeInfo): Parts {
  const between: { key: string; representation: Representation }[] = [];
  const places = new Map(operands.map((operand, place) => [operand.name, place]));
  const found = parts.map((part) => {
    const own = opcodeInfo(part.opcode);
    const from = part.operands.map((operand, i) => {
      let place = places.get(operand);
      if (place === undefined && internal.includes(operand)) {
        const representation = own.operands[i]?.representation ?? 'i32';
        place = -between.push({ key: `${operand} ${representation}`, representation });
        places.set(operand, place);
      }
      if (place === undefined) throw new SqlError('XX000', `${name}: a part has no operand ${operand}`);
      return place;
    });
    return { opcode: part.opcode, info: own, from };
  });
  return { parts: found, between };
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
  let at = 0;
  for (const { opcode, info, operands } of steps) {
    code[at++] = opcode;
    for (let i = 0; i < operands.length; i++) {
      const value = operands[i] ?? 0;
      code[at++] = info.operands[i]?.kind === 'jump' ? placeOf(value, places, end) : value;
    }
  }
  return code;
}
