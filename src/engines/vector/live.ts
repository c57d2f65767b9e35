/** Which values and null flags of slots are still read after each step. Jumps lead forward only, so one walk backward finds it. */
import { hasArgumentCells } from '../../program/argument-cells.js';
import type { FlatStep } from './flat.js';

/** A slot's value and its null flag, as members of a set. */
export const heldBy = (slot: number): number => slot * 2;
export const flagOf = (slot: number): number => slot * 2 + 1;
export const slotOf = (part: number): number => part >> 1;
export const isFlag = (part: number): boolean => (part & 1) === 1;

/** The cells of a call's arguments, as if they were the value of a slot that no program reaches: what is stored there for a row is read by the call for that row. */
const cells = heldBy(2 ** 24);

export interface Reads {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly targets: readonly number[];
}

const known = new WeakMap<FlatStep, Reads>();
export function readsOf(step: FlatStep): Reads {
  let reads = known.get(step);
  if (reads === undefined) {
    reads = findReads(step);
    known.set(step, reads);
  }
  return reads;
}

function findReads(step: FlatStep): Reads {
  const { info, operands } = step;
  const reads: number[] = [];
  const writes: number[] = [];
  const targets: number[] = [];
  info.operands.forEach((operand, i) => {
    const value = operands[i] ?? 0;
    if (operand.readValue) reads.push(heldBy(value));
    if (operand.readNull) reads.push(flagOf(value));
    if (operand.writeValue) writes.push(heldBy(value));
    if (operand.writeNull) writes.push(flagOf(value));
    if (operand.kind === 'jump') targets.push(value);
  });
  if (hasArgumentCells(step)) {
    // An argument's place, of which the first begins anew; or how many a call has.
    const number = operands[info.operands.findIndex(({ kind }) => kind === 'number')] ?? 0;
    if (number > 0) reads.push(cells);
    if (info.operands.every(({ kind }) => kind !== 'function')) writes.push(cells);
  }
  return { reads, writes, targets };
}

/**
 * What is read at or after the beginning of each of the steps `from` to `to` by the steps among them, or, as `beyond` tells, at a step that they go on to. Constants are
 * always there and are left out.
 */
export function liveBefore(
  steps: readonly FlatStep[],
  constants: number,
  from = 0,
  to = steps.length,
  beyond: (step: number) => Iterable<number> = () => [],
): readonly ReadonlySet<number>[] {
  const live: ReadonlySet<number>[] = [];
  for (let n = to - 1; n >= from; n--) {
    const step = steps[n];
    if (step === undefined) continue;
    const { reads, writes, targets } = readsOf(step);
    const at = (next: number): Iterable<number> => (next >= to ? beyond(next) : (live[next] ?? []));
    const after = new Set(step.info.ends ? [] : at(n + 1));
    for (const target of targets) for (const part of at(target)) after.add(part);
    for (const part of writes) after.delete(part);
    for (const part of reads) if (slotOf(part) >= constants) after.add(part);
    live[n] = after;
  }
  return live;
}
