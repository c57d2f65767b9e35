/**
 * Linking a program's closures, last step first, and the row loop. JavaScript has no tail calls, so a chain as long as a large program would
 * overflow the stack: it is cut into segments, and a step that leaves its segment returns to the row loop, which
 * goes on with the step it names.
 */
import { decode } from '../../program/decode.js';
import { makers, type Step } from './closures.generated.js';

/** How many steps may call each other before the chain returns to the loop. */
const segmentSteps = 256;

/** What closures capture: views, runtime and function table. */
export type Machine = Readonly<Record<string, unknown>>;

export interface Chain {
  readonly entry: Step;
  /** The steps with which segments are entered. A step's return value below 0 names one: -1 is the first. */
  readonly entries: readonly Step[];
}

export function link(code: Int32Array, machine: Machine): Chain {
  const steps = [...decode(code)].flatMap((step) => (step === undefined ? [] : [step]));
  const made = new Map<number, Step>();
  const segments = new Map(steps.map((step, i) => [step.at, Math.floor(i / segmentSteps)]));
  const entries: Step[] = [];
  const leaps = new Map<number, Step>();
  /** The step at `target` as one of another segment sees it. */
  const leap = (target: number): Step => {
    let step = leaps.get(target);
    if (step === undefined) {
      const name = -entries.push(made.get(target) ?? unlinked);
      step = () => name;
      leaps.set(target, step);
    }
    return step;
  };
  let next: Step = unlinked;
  for (const step of steps.reverse()) {
    const end = step.at + 1 + step.info.operands.length;
    const reach = (target: number): Step =>
      segments.get(target) === segments.get(step.at) ? (made.get(target) ?? unlinked) : leap(target);
    const maker = makers[step.opcode];
    if (maker === undefined) continue;
    next = maker(machine, code, step.at, made.has(end) ? reach(end) : unlinked, reach);
    made.set(step.at, next);
  }
  return { entry: next, entries };
}

const unlinked: Step = () => 0;

/** Runs the rows `from` to `to` and stores 32 rows' bits at a time at `bitmap`. */
export function runRows(chain: Chain, i32: Int32Array, bitmap: number, from: number, to: number): void {
  const { entry, entries } = chain;
  // The mask tells V8 that no row is negative, without which it checks each address: a = 42 then takes twice the time.
  for (let row = from & 0x7fffffff; row < to; ) {
    const end = Math.min(to, (row | 31) + 1);
    const word = (bitmap >> 2) + (row >> 5);
    let bits = 0;
    for (; row < end; row++) {
      let selected = entry(row);
      while (selected < 0) selected = (entries[-1 - selected] ?? unlinked)(row);
      bits |= selected << row;
    }
    i32[word] = bits;
  }
}
