/**
 * Which values of a program stay in the registers, and so which versions its steps become. A value goes from the step that makes it to those that read it; between them nothing may
 * be jumped to, no other step may leave its result in the registers, and nowhere else may it be read, because it is never written to memory.
 * Jumps go forward, so one walk backward knows who reads what.
 */
import { decode, type DecodedStep } from '../../program/decode.js';
import { BitSet } from '../../program/passes/bit-set.js';
import type { Program } from '../../program/program.js';
import type { Versions } from './versions.js';

/** The lanes of slot n in one number each: its value and its null flag. */
const valueLane = (slot: number): number => 2 * slot;
const nullLane = (slot: number): number => 2 * slot + 1;

/** A step that could take a slot from the registers. */
interface Reader {
  readonly step: number;
  /** Which of its `in` operands the slot is, from 1. */
  readonly input: number;
  readonly lanes: readonly number[];
}
interface Use {
  readonly slot: number;
  readonly lanes: readonly number[];
}

/** The opcode of each step that becomes a version, by the step's place in the code. */
export function keepInRegisters(program: Program, versions: Versions): ReadonlyMap<number, number> {
  return new Walk(program, versions).run();
}

class Walk {
  readonly #program: Program;
  readonly #versions: Versions;
  readonly #steps: readonly DecodedStep[];
  /** Slots whose null flag some step writes; that of any other is 0. */
  readonly #flagged: ReadonlySet<number>;
  /** Lanes that are still read where the registers do not reach, and of each place that is jumped to, those that are read from there on. */
  #elsewhere: BitSet;
  readonly #atTarget = new Map<number, BitSet>();
  /** By slot: who reads what is written here, as far as the registers reach. */
  readonly #readers = new Map<number, Reader[]>();
  /** The steps that leave their results in the registers, the first of them, and the inputs that are taken from there. */
  readonly #producers = new Set<number>();
  #nextProducer = Number.POSITIVE_INFINITY;
  readonly #inputs = new Map<number, number>();

  constructor(program: Program, versions: Versions) {
    this.#program = program;
    this.#versions = versions;
    this.#elsewhere = new BitSet(2 * program.slots.length);
    this.#steps = [...decode(program.code)].flatMap((step) => (step === undefined ? [] : [step]));
    this.#flagged = new Set(
      this.#steps.flatMap(({ info, operands }) =>
        info.operands.flatMap((o, i) => (o.writeNull ? [operands[i] ?? 0] : [])),
      ),
    );
  }

  run(): ReadonlyMap<number, number> {
    const targets = new Set(this.#steps.flatMap(targetsOf));
    for (let n = this.#steps.length - 1; n >= 0; n--) {
      const step = this.#steps[n] as DecodedStep;
      if (step.info.ends) {
        this.#elsewhere = new BitSet(2 * this.#program.slots.length);
        this.#readers.clear();
      }
      for (const target of targetsOf(step)) {
        const there = this.#atTarget.get(target);
        if (there !== undefined) this.#elsewhere.unite(there);
      }
      this.#writes(n, step);
      this.#reads(n, step);
      if (targets.has(step.at)) this.#join(step.at);
    }
    return new Map(
      this.#steps.flatMap(({ at, opcode }, n): [number, number][] => {
        const number = this.#versions.number(opcode, this.#inputs.get(n) ?? 0, this.#producers.has(n)) ?? opcode;
        return number === opcode ? [] : [[at, number]];
      }),
    );
  }

  /** What the step writes is not what was there before. */
  #writes(n: number, step: DecodedStep): void {
    for (const { slot, lanes } of this.#uses(step, 'out')) {
      this.#decide(n, step, slot, lanes);
      // Who reads a lane that is not written here reads it from memory.
      for (const { lanes: read } of this.#readers.get(slot) ?? []) for (const lane of read) this.#elsewhere.add(lane);
      this.#readers.delete(slot);
      for (const lane of lanes) this.#elsewhere.delete(lane);
    }
  }

  /** Does the step leave what it writes in the registers? */
  #decide(n: number, { opcode }: DecodedStep, slot: number, lanes: readonly number[]): void {
    const readers = this.#readers.get(slot) ?? [];
    // The walk goes backward: the reader met first is the last one.
    const [last] = readers;
    if (last === undefined || last.step > this.#nextProducer || lanes.some((lane) => this.#elsewhere.has(lane))) return;
    if (this.#versions.number(opcode, 0, true) === undefined) return;
    const covers = (lane: number): boolean =>
      lanes.includes(lane) || (lane === nullLane(slot) && !this.#flagged.has(slot));
    if (!readers.every((reader) => reader.lanes.every(covers))) return;
    this.#producers.add(n);
    this.#nextProducer = n;
    for (const { step, input } of readers) this.#inputs.set(step, input);
  }

  #reads(n: number, step: DecodedStep): void {
    const uses = this.#uses(step, 'in');
    uses.forEach(({ slot, lanes, input }) => {
      const once = uses.filter((use) => use.slot === slot).length === 1;
      if (once && this.#versions.number(step.opcode, input, this.#producers.has(n)) !== undefined) {
        const readers = this.#readers.get(slot);
        if (readers === undefined) this.#readers.set(slot, [{ step: n, input, lanes }]);
        else readers.push({ step: n, input, lanes });
      } else for (const lane of lanes) this.#elsewhere.add(lane);
    });
  }

  /** Another way leads here, on which the registers hold something else. */
  #join(at: number): void {
    for (const readers of this.#readers.values())
      for (const { lanes } of readers) for (const lane of lanes) this.#elsewhere.add(lane);
    this.#readers.clear();
    this.#atTarget.set(at, this.#elsewhere.clone());
  }

  /** The slots that the step reads or writes, but for constants, which are always in memory. `input` counts the operands of the kind. */
  #uses({ info, operands }: DecodedStep, kind: 'in' | 'out'): (Use & { readonly input: number })[] {
    let input = 0;
    return info.operands.flatMap((operand, place) => {
      if (operand.kind !== kind) return [];
      input++;
      const slot = operands[place] ?? 0;
      if (slot < this.#program.constants.length) return [];
      const [value, flag] =
        kind === 'in' ? [operand.readValue, operand.readNull] : [operand.writeValue, operand.writeNull];
      return [{ slot, input, lanes: [...(value ? [valueLane(slot)] : []), ...(flag ? [nullLane(slot)] : [])] }];
    });
  }
}

const targetsOf = ({ info, operands }: DecodedStep): number[] =>
  info.operands.flatMap((o, i) => (o.kind === 'jump' ? [operands[i] ?? 0] : []));
