/** Which values and null flags of slots are still read after each step. Jumps lead forward only, so one walk backward finds it. */
import { hasArgumentCells } from '../../program/argument-cells.js';
import type { FlatProgram, FlatStep } from './flat.js';
import { placesOf, type Reads } from './places.js';

/** A slot's value and its null flag, as members of a set. */
export const heldBy = (slot: number): number => slot * 2;
export const flagOf = (slot: number): number => slot * 2 + 1;
export const slotOf = (part: number): number => part >> 1;
export const isFlag = (part: number): boolean => (part & 1) === 1;

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
  readonly #words: number[];
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
    beyond?: (step: number) => Iterable<number>,
  ) {
    this.#cells = heldBy(slots.length);
    const width = (heldBy(slots.length) >> 5) + 1;
    this.#width = width;
    const words: number[] = [];
    for (let n = (to - from) * width; n > 0; n--) words.push(0);
    this.#words = words;
    const first = heldBy(constants);
    for (let n = to - 1; n >= from; n--) {
      const step = steps[n];
      if (step === undefined) continue;
      const { opcode, info, operands } = step;
      const places = placesOf(opcode, info);
      const at = (n - from) * width;
      for (let i = 0; i < places.jumps.length; i++) this.#join(at, operands[places.jumps[i] ?? -1] ?? 0, to, beyond);
      // Who reads the value where it jumps finds it to be null.
      for (const place of places.nullWhereItJumps) this.#remove(at, heldBy(operands[place] ?? 0));
      if (info.ends !== true) this.#join(at, n + 1, to, beyond);
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

  /** What is live at the step that is gone on to is live before as well. */
  #join(at: number, next: number, to: number, beyond: ((step: number) => Iterable<number>) | undefined): void {
    if (next >= to) {
      for (const part of beyond?.(next) ?? []) this.#add(at, part);
      return;
    }
    const words = this.#words;
    const there = (next - this.from) * this.#width;
    for (let i = 0; i < this.#width; i++) words[at + i] = (words[at + i] ?? 0) | (words[there + i] ?? 0);
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

/** The cells of arguments are the slot behind all others, as in `Live`. */
export function readsOf(step: FlatStep, slots: number): Reads {
  step.reads ??= findReads(step, heldBy(slots));
  return step.reads;
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
