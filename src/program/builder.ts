/** Collects the steps, slots, constants and labels of a program. */
import { types, type Representation, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Constant, Table } from './program.js';
import { eachOperand, opcodeNumber, type Item, type Step } from './steps.js';

export interface Limits {
  /** The most steps a program may have; more raises 54000. */
  readonly maxSteps?: number;
}
export const defaultLimits = { maxSteps: 500_000 } as const satisfies Limits;

export class Builder {
  readonly items: Item[] = [];
  readonly #slots: Representation[] = [];
  readonly #constants: Constant[] = [];
  readonly #booleans = new Map<Value, number>();
  readonly tables: Table[] = [];
  /** The most cells that a call has for its arguments. */
  cells = 0;
  labels = 0;
  readonly #maxSteps: number;

  constructor(limits: Limits) {
    this.#maxSteps = limits.maxSteps ?? defaultLimits.maxSteps;
  }

  emit(opcode: string, ...operands: number[]): void {
    if (this.items.length >= this.#maxSteps) {
      throw new SqlError('54000', 'the expression is too large', {
        hint: `A program has at most ${this.#maxSteps} steps; split the predicate.`,
      });
    }
    this.items.push({ opcode: opcodeNumber(opcode), operands });
  }

  slot(representation: Representation): number {
    return this.#slots.push(representation) - 1;
  }

  label(): number {
    return this.labels++;
  }

  place(label: number): void {
    this.items.push({ label });
  }

  /**
   * A number for a constant; constants are numbered apart from slots, as -1, -2, …, until `finish`. True and false have one each; every literal has a slot of its
   * own, even beside an equal one, so that programs that differ in their literals only have the same shape.
   */
  constant(type: TypeName, value: Value): number {
    const known = type === 'bool' ? this.#booleans.get(value) : undefined;
    if (known !== undefined) return known;
    const slot = -this.#constants.push({ type, representation: types[type].representation, value });
    if (type === 'bool') this.#booleans.set(value, slot);
    return slot;
  }

  /** The representation of a slot, or of a constant. */
  representation(slot: number): Representation {
    return (slot < 0 ? this.#constants[-1 - slot]?.representation : this.#slots[slot]) ?? 'i32';
  }

  /** The constant that a slot holds, if it is one. */
  constantAt(slot: number): Constant | undefined {
    return slot < 0 ? this.#constants[-1 - slot] : undefined;
  }

  /** Puts the constants' slots before the others. */
  finish(): { items: Item[]; slots: Representation[]; constants: Constant[] } {
    const count = this.#constants.length;
    return {
      items: this.items.map((item) => ('label' in item ? item : renumber(item.opcode, item.operands, count))),
      slots: [...this.#constants.map((constant) => constant.representation), ...this.#slots],
      constants: this.#constants,
    };
  }
}

function renumber(opcode: number, operands: readonly number[], constants: number): Step {
  const renumbered = [...operands];
  eachOperand({ opcode, operands }, ({ kind }, value, place) => {
    if (kind === 'in' || kind === 'out' || kind === 'const')
      renumbered[place] = value < 0 ? -1 - value : value + constants;
  });
  return { opcode, operands: renumbered };
}
