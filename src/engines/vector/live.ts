/** Which values and null flags of slots are still read after each step. Jumps lead forward only, so one walk backward finds it. */
import { hasArgumentCells } from '../../program/argument-cells.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { FlatProgram, FlatStep } from './flat.js';

/** A slot's value and its null flag, as members of a set. */
export const heldBy = (slot: number): number => slot * 2;
export const flagOf = (slot: number): number => slot * 2 + 1;
export const slotOf = (part: number): number => part >> 1;
export const isFlag = (part: number): boolean => (part & 1) === 1;

/** What a step reads and writes; the parts of slots, and the numbers of the steps that it jumps to. */
export interface Reads {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly targets: readonly number[];
}

/** The places of the operands that an opcode reads, writes and jumps by. */
interface Places {
  readonly readsValue: readonly number[];
  readonly readsNull: readonly number[];
  readonly writesValue: readonly number[];
  readonly writesNull: readonly number[];
  readonly jumps: readonly number[];
  readonly hasAddress: boolean;
}
const known: (Places | undefined)[] = [];

function placesOf(opcode: number, { operands }: OpcodeInfo): Places {
  const places = known[opcode];
  if (places !== undefined) return places;
  const where = (has: (operand: OpcodeInfo['operands'][number]) => boolean | undefined): number[] =>
    operands.flatMap((operand, place) => (has(operand) === true ? [place] : []));
  const found: Places = {
    readsValue: where(({ readValue }) => readValue),
    readsNull: where(({ readNull }) => readNull),
    writesValue: where(({ writeValue }) => writeValue),
    writesNull: where(({ writeNull }) => writeNull),
    jumps: where(({ kind }) => kind === 'jump'),
    hasAddress: operands.some(({ kind }) => kind === 'address'),
  };
  known[opcode] = found;
  return found;
}

/** What a step does to the cells of a call's arguments: what is stored there for a row is read by the call for that row. */
function cellsOf(step: FlatStep): { readonly read: boolean; readonly written: boolean } {
  const { info, operands } = step;
  // An argument's place, of which the first begins anew; or how many a call has.
  const number = operands[info.operands.findIndex(({ kind }) => kind === 'number')] ?? 0;
  return { read: number > 0, written: info.operands.every(({ kind }) => kind !== 'function') };
}

/** The steps of a program, or some of them, with what is live at the beginning of each. */
export class Live {
  /** So many words of 32 bits a step. */
  readonly #width: number;
  readonly #words: Int32Array;
  /** The cells of a call's arguments, as if they were the value of a slot that no program reaches. */
  readonly #cells: number;

  /**
   * What is read at or after the beginning of each of the steps `from` to `to` by the steps among them, or, as `beyond` tells, at a step that they go on to. Constants are
   * always there and are left out.
   */
  constructor(
    { steps, slots }: FlatProgram,
    constants: number,
    readonly from = 0,
    to = steps.length,
    beyond: (step: number) => Iterable<number> = () => [],
  ) {
    this.#cells = heldBy(slots.length);
    const width = (heldBy(slots.length) >> 5) + 1;
    this.#width = width;
    const words = new Int32Array((to - from) * width);
    this.#words = words;
    const first = heldBy(constants);
    for (let n = to - 1; n >= from; n--) {
      const step = steps[n];
      if (step === undefined) continue;
      const { opcode, info, operands } = step;
      const places = placesOf(opcode, info);
      const at = (n - from) * width;
      const join = (next: number): void => {
        if (next >= to) for (const part of beyond(next)) this.#add(at, part);
        else {
          const there = (next - from) * width;
          for (let i = 0; i < width; i++) words[at + i] = (words[at + i] ?? 0) | (words[there + i] ?? 0);
        }
      };
      if (info.ends !== true) join(n + 1);
      for (const place of places.jumps) join(operands[place] ?? 0);
      const cells = places.hasAddress && hasArgumentCells(step) ? cellsOf(step) : undefined;
      for (const place of places.writesValue) this.#remove(at, heldBy(operands[place] ?? 0));
      for (const place of places.writesNull) this.#remove(at, flagOf(operands[place] ?? 0));
      if (cells?.written === true) this.#remove(at, this.#cells);
      for (const place of places.readsValue) {
        const part = heldBy(operands[place] ?? 0);
        if (part >= first) this.#add(at, part);
      }
      for (const place of places.readsNull) {
        const part = flagOf(operands[place] ?? 0);
        if (part >= first) this.#add(at, part);
      }
      if (cells?.read === true) this.#add(at, this.#cells);
    }
  }

  #add(at: number, part: number): void {
    const word = at + (part >> 5);
    this.#words[word] = (this.#words[word] ?? 0) | (1 << (part & 31));
  }
  #remove(at: number, part: number): void {
    const word = at + (part >> 5);
    this.#words[word] = (this.#words[word] ?? 0) & ~(1 << (part & 31));
  }

  has(step: number, part: number): boolean {
    return ((this.#words[(step - this.from) * this.#width + (part >> 5)] ?? 0) & (1 << (part & 31))) !== 0;
  }

  /** The parts that are live at a step; none behind the last one. */
  at(step: number): number[] {
    const found: number[] = [];
    const at = (step - this.from) * this.#width;
    for (let i = 0; i < this.#width; i++)
      for (let bits = this.#words[at + i] ?? 0; bits !== 0; bits &= bits - 1)
        found.push(i * 32 + (31 - Math.clz32(bits & -bits)));
    return found;
  }
}

const effects = new WeakMap<FlatStep, Reads>();
/** The cells of arguments are the slot behind all others, as in `Live`. */
export function readsOf(step: FlatStep, slots: number): Reads {
  let reads = effects.get(step);
  if (reads === undefined) {
    reads = findReads(step, heldBy(slots));
    effects.set(step, reads);
  }
  return reads;
}

function findReads(step: FlatStep, cells: number): Reads {
  const { opcode, info, operands } = step;
  const places = placesOf(opcode, info);
  const of = (part: (slot: number) => number, list: readonly number[]): number[] =>
    list.map((place) => part(operands[place] ?? 0));
  const reads = [...of(heldBy, places.readsValue), ...of(flagOf, places.readsNull)];
  const writes = [...of(heldBy, places.writesValue), ...of(flagOf, places.writesNull)];
  if (places.hasAddress && hasArgumentCells(step)) {
    const { read, written } = cellsOf(step);
    if (read) reads.push(cells);
    if (written) writes.push(cells);
  }
  return { reads, writes, targets: places.jumps.map((place) => operands[place] ?? 0) };
}
