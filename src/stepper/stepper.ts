/**
 * Runs a program one step at a time: for those who look, not for speed. The steps follow from the same definitions as every engine's, so what is seen here is
 * what the engines do; the values are in a frame as theirs are.
 */
import type { Value } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import { Frame } from '../engines/frame.js';
import { functionsOver } from '../functions/table.js';
import type { Batch } from '../engines/engine.js';
import { relocate } from '../engines/relocate.js';
import { decode, type DecodedStep } from '../program/decode.js';
import type { Program } from '../program/program.js';
import { instructions, makers, type SingleStep } from './steps.generated.js';

/** A step of the program, as it can be run. */
export interface Step extends DecodedStep {
  /** About how many instructions it is. */
  readonly instructions: number;
}

/** Told of each branch that the step at hand has: which of its branches, and whether its condition held. */
export type BranchListener = (step: Step, branch: number, taken: boolean) => void;

export class Stepper {
  readonly program: Program;
  readonly #arena: Arena;
  readonly #frame: Frame;
  readonly #listener: BranchListener | undefined;
  readonly #steps = new Map<number, Step>();
  readonly #run = new Map<number, SingleStep>();
  #at = -1;
  #row = 0;

  /** The listener is told of branches while steps run. */
  constructor(program: Program, arena: Arena, listener?: BranchListener) {
    this.program = program;
    this.#arena = arena;
    this.#frame = new Frame(program, arena);
    this.#listener = listener;
    for (const step of decode(program.code)) {
      if (step !== undefined) this.#steps.set(step.at, { ...step, instructions: instructions[step.opcode] ?? 0 });
    }
  }

  /** The steps in the order of the code. */
  get steps(): readonly Step[] {
    return [...this.#steps.values()];
  }

  setParams(values: readonly (Value | null)[]): void {
    this.#frame.setParams(values);
  }

  /** Takes the rows from this batch, which must stay as it is while its rows are stepped through. */
  bind(batch: Batch): void {
    this.#frame.bind(batch);
    if (batch.layout === 'heap') batch.findRows();
    this.#arena.resetScratch();
    const code = relocate(this.#frame);
    const machine = { ...this.#arena.views, runtime: this.#arena.runtime, functions: functionsOver(this.#arena) };
    for (const step of this.#steps.values()) {
      const onBranch = (branch: number, taken: boolean): boolean => {
        this.#listener?.(step, branch, taken);
        return taken;
      };
      const made = makers[step.opcode]?.(machine, code, step.at, onBranch);
      if (made !== undefined) this.#run.set(step.at, made);
    }
    this.#at = -1;
  }

  /** Puts the first step before the row. */
  begin(row: number): void {
    this.#row = row;
    this.#at = 0;
  }

  /** The step that would run next; undefined when the row has ended. */
  get next(): Step | undefined {
    return this.#steps.get(this.#at);
  }

  /** Of a row that has ended: whether it is selected (of a scalar program: whether its value is not null). */
  get selected(): boolean | undefined {
    return this.#at === -2 ? true : this.#at === -1 ? false : undefined;
  }

  /** Runs the next step. Throws the SqlError that it raises. */
  step(): void {
    this.#at = this.#run.get(this.#at)?.(this.#row) ?? -1;
  }

  /** What is in a slot now: the bits of its value as the program's representation of it says, and whether it is null. A text is its bytes. */
  slot(slot: number): { readonly value: number | bigint | Uint8Array; readonly isNull: boolean } {
    const { i32, i64, f32, f64, u8 } = this.#arena.views;
    const cell = (this.#frame.slots + slot * 16) >> 2;
    const word = i32[cell] ?? 0;
    const isNull = i32[cell + 2] !== 0;
    switch (this.program.slots[slot]) {
      case 'i64':
        return { value: i64[cell >> 1] ?? 0n, isNull };
      case 'f64':
        return { value: f64[cell >> 1] ?? 0, isNull };
      case 'f32':
        return { value: f32[cell] ?? 0, isNull };
      case 'ref':
        return { value: u8.slice(word, word + (i32[cell + 1] ?? 0)), isNull };
      default:
        return { value: word, isNull };
    }
  }

  /** The address of the bits that an engine would fill; nothing here does. */
  get bitmap(): number {
    return this.#frame.bitmap;
  }

  /** The address of a scalar program's values, 8 bytes a row; each row's is there when it has ended. */
  get results(): number {
    return this.#frame.results;
  }

  /** Gives the memory back. */
  free(): void {
    this.#frame.free();
  }
}
