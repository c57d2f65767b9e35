/**
 * Where a program goes on a row at a time. A segment is a run of steps around those that have no other form: it begins early enough that all it reads are booleans or
 * can be fetched again, ends late enough that all it leaves are booleans, and nothing jumps into it from before.
 */
import type { FlatProgram } from './flat.js';
import type { Classified, Kind } from './kinds.js';
import { isFlag, Live, readsOf, slotOf } from './live.js';

export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** The segments in order; undefined when one would have to end a row. */
export function segmentsOf(
  program: FlatProgram,
  classified: readonly Classified[],
  constants: number,
  live: Live,
): readonly Segment[] | undefined {
  if (classified.every(({ mode, before }) => mode !== undefined || before === undefined)) return [];
  const finder = new Finder(program, classified, constants, live);
  let segments: Segment[] = [];
  for (const [n, { mode, before }] of classified.entries()) {
    if (mode !== undefined || before === undefined) continue;
    const last = segments.at(-1);
    if (last !== undefined && n < last.to) continue;
    let grown = finder.grow({ from: n, to: n + 1 });
    // One that reaches into those before it swallows them.
    for (let previous = segments.at(-1); grown !== undefined && previous !== undefined && previous.to > grown.from; ) {
      segments = segments.slice(0, -1);
      grown = finder.grow({ from: Math.min(previous.from, grown.from), to: Math.max(previous.to, grown.to) });
      previous = segments.at(-1);
    }
    if (grown === undefined) return undefined;
    segments.push(grown);
  }
  return segments;
}

class Finder {
  readonly #sources: readonly (readonly number[])[];

  constructor(
    readonly program: FlatProgram,
    readonly classified: readonly Classified[],
    readonly constants: number,
    readonly live: Live,
  ) {
    const { steps, slots } = program;
    const sources: number[][] = steps.map(() => []);
    steps.forEach((step, n) => {
      for (const target of readsOf(step, slots.length).targets) sources[target]?.push(n);
    });
    this.#sources = sources;
  }

  grow(first: Segment): Segment | undefined {
    let { from, to } = first;
    for (;;) {
      const earlier = this.#begin(from, to);
      const later = this.#end(from, to);
      if (later === undefined || earlier < 0) return undefined;
      if (earlier === from && later === to) break;
      from = earlier;
      to = later;
    }
    for (let n = from; n < to; n++) {
      const { info } = this.program.steps[n] ?? {};
      if (info?.ends && !info.operands.some(({ kind }) => kind === 'jump')) return undefined;
    }
    return { from, to };
  }

  /** Earlier, as long as a number is read that must be computed before, or a jump leads into the segment. */
  #begin(from: number, to: number): number {
    let first = from;
    for (let n = from + 1; n < to; n++) for (const source of this.#sources[n] ?? []) first = Math.min(first, source);
    const reads = entering(this.program, this.constants, this.live, { from: first, to });
    const kinds = this.classified[first]?.before;
    if (kinds === undefined) return first - 1;
    for (const part of reads) if (!isFlag(part) && !canEnter(kinds.get(slotOf(part)))) return first - 1;
    return first;
  }

  /** Later, as long as a number is left behind that is read afterwards. Undefined where the program ends before. */
  #end(from: number, to: number): number | undefined {
    const written = new Set<number>();
    const exits = new Set([to]);
    for (let n = from; n < to; n++) {
      const step = this.program.steps[n];
      if (step === undefined) return undefined;
      const { writes, targets } = readsOf(step, this.program.slots.length);
      for (const part of writes) written.add(part);
      for (const target of targets) if (target >= to) exits.add(target);
    }
    for (const exit of exits) {
      const kinds = this.classified[exit]?.before;
      for (const part of this.live.at(exit)) {
        if (!written.has(part) || isFlag(part)) continue;
        const kind = kinds?.get(slotOf(part));
        if (kind?.kind !== 'boolean') return to + 1 < this.program.steps.length ? to + 1 : undefined;
      }
    }
    return to;
  }
}

/** What a segment reads before it writes it, or leaves as it was on a way on which it does not write it. */
export function entering(
  program: FlatProgram,
  constants: number,
  live: Live,
  { from, to }: Segment,
): readonly number[] {
  const { steps, slots } = program;
  const [only] = to === from + 1 ? steps.slice(from, to) : [];
  if (only?.info.operands.some(({ kind }) => kind === 'jump') === false) {
    // What one step writes it writes in any case.
    const { reads } = readsOf(only, slots.length);
    return [...new Set(reads)].filter((part) => slotOf(part) >= constants).sort((a, b) => a - b);
  }
  const written = new Set(steps.slice(from, to).flatMap((step) => readsOf(step, slots.length).writes));
  const leaving = (exit: number): number[] => live.at(exit).filter((part) => written.has(part));
  return new Live(program, constants, from, to, leaving).at(from);
}

/** Booleans are bits of words, and others are fetched for the row. What no way here has written is only read behind a null flag, and needs no value. */
const canEnter = (kind: Kind | undefined): boolean =>
  kind === undefined || kind.kind === 'boolean' || kind.kind === 'fetched' || kind.kind === 'constant';
