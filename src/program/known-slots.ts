/**
 * What the verifier knows of the slots at a place of a program: which have been written, value and null flag. Constants are always there and are not kept here.
 */
import { BitSet } from './passes/bit-set.js';
import type { Program } from './program.js';

export class KnownSlots {
  readonly #constants: number;
  readonly #flagged: ReadonlySet<number>;
  readonly #values: BitSet;
  readonly #flags: BitSet;

  private constructor(constants: number, flagged: ReadonlySet<number>, values: BitSet, flags: BitSet) {
    this.#constants = constants;
    this.#flagged = flagged;
    this.#values = values;
    this.#flags = flags;
  }

  /** At the beginning nothing is written, but a flag that no step writes is 0 from then on: `flagged` are the slots with one that is. */
  static atBeginning(program: Program, flagged: ReadonlySet<number>): KnownSlots {
    const constants = program.constants.length;
    const count = program.slots.length - constants;
    return new KnownSlots(constants, flagged, new BitSet(count), new BitSet(count));
  }

  hasValue(slot: number): boolean {
    return slot < this.#constants || this.#values.has(slot - this.#constants);
  }
  hasFlag(slot: number): boolean {
    return slot < this.#constants || !this.#flagged.has(slot) || this.#flags.has(slot - this.#constants);
  }

  /** A step writes a slot. A null is a value too: the one under the flag stays what it was. */
  write(slot: number, { writeValue, writeNull }: { readonly writeValue?: true; readonly writeNull?: true }): void {
    const at = slot - this.#constants;
    if (writeValue || writeNull) this.#values.add(at);
    if (writeNull) this.#flags.add(at);
  }

  clone(): KnownSlots {
    return new KnownSlots(this.#constants, this.#flagged, this.#values.clone(), this.#flags.clone());
  }

  /** Keeps what is known in both. */
  intersect(other: KnownSlots): void {
    this.#values.intersect(other.#values);
    this.#flags.intersect(other.#flags);
  }
}
