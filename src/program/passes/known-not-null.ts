/** What is known not to be null at each place of a program, found in one walk forward: all jumps go forward. */
import { eachOperand, isLabel, opcodeInfo, type Draft, type Step } from '../steps.js';
import { BitSet } from './bit-set.js';
import { nullEffect } from './null-effect.js';

/** The facts at one place, and at the labels jumped to so far. */
export class KnownNotNull {
  /** Slots by number, then columns, of which it is not known from the beginning. */
  #facts: BitSet;
  readonly #draft: Draft;
  readonly #slotCount: number;
  #reachable = true;
  readonly #atLabel = new Map<number, BitSet>();
  /** The step that wrote a slot which no other step writes; undefined when several do. */
  readonly #definition = new Map<number, Step | undefined>();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#slotCount = draft.slots.length;
    this.#facts = new BitSet(this.#slotCount + draft.notNull.length);
    for (const item of draft.items) {
      if (isLabel(item)) continue;
      eachOperand(item, ({ kind }, slot) => {
        if (kind === 'out') this.#definition.set(slot, this.#definition.has(slot) ? undefined : item);
      });
    }
  }

  slot(slot: number): boolean {
    return slot < this.#draft.constants.length || this.#facts.has(slot);
  }
  column(column: number): boolean {
    return this.#draft.notNull[column] === true || this.#facts.has(this.#slotCount + column);
  }

  join(label: number): void {
    const jumped = this.#atLabel.get(label);
    if (jumped === undefined) return;
    if (this.#reachable) this.#facts.intersect(jumped);
    else this.#facts = jumped;
    this.#reachable = true;
    this.#atLabel.delete(label);
  }

  /** The facts after a step: on its jump and on the way to the next one. */
  after(step: Step): void {
    const { gives, then } = nullEffect(step.opcode);
    eachOperand(step, (operand, slot) => {
      if (operand.kind !== 'out') return;
      if (gives === 'value' || (gives === 'strict' && this.#readsNoNull(step))) this.#facts.add(slot);
      else this.#facts.delete(slot);
    });
    const [first = 0, second = 0, third = 0] = step.operands;
    this.#jump(step, then === 'null' ? first : undefined);
    switch (then) {
      case 'true':
        this.#holds(first);
        return;
      case 'not null':
        this.#notNull(first);
        return;
      case 'second not null':
        this.#notNull(second);
        return;
      case 'both not null':
        this.#notNull(second);
        this.#notNull(third);
        return;
      case 'never':
        this.#reachable = false;
    }
  }

  /** Notes the facts at the targets of a step's jumps; `notNull` is a slot of which it is known only there. */
  #jump(step: Step, notNull: number | undefined): void {
    eachOperand(step, ({ kind }, label) => {
      if (kind !== 'jump') return;
      const facts = this.#facts.clone();
      if (notNull !== undefined) facts.add(notNull);
      const known = this.#atLabel.get(label);
      if (known === undefined) this.#atLabel.set(label, facts);
      else known.intersect(facts);
    });
  }

  #readsNoNull(step: Step): boolean {
    return opcodeInfo(step.opcode).operands.every(
      ({ kind, readNull }, i) => kind !== 'in' || !readNull || this.slot(step.operands[i] ?? 0),
    );
  }

  /** A boolean slot was true: what does that rule out? */
  #holds(slot: number): void {
    this.#notNull(slot);
    const step = this.#definition.get(slot);
    if (step === undefined) return;
    const { means } = nullEffect(step.opcode);
    if (means === 'second is true') this.#holds(step.operands[1] ?? 0);
    else if (means === 'second is not null') this.#notNull(step.operands[1] ?? 0);
    else if (means === 'arguments are not null') this.#arguments(step);
  }

  /** A slot is not null: nor is the column it was read from, nor the arguments of the strict function that made it. */
  #notNull(slot: number): void {
    // What follows from it was noted when it was. Without this, each branch of a CASE would go through all of its argument.
    if (this.slot(slot)) return;
    this.#facts.add(slot);
    const step = this.#definition.get(slot);
    if (step === undefined) return;
    const { from } = nullEffect(step.opcode);
    if (from === 'column') this.#facts.add(this.#slotCount + (step.operands[1] ?? 0));
    else if (from === 'arguments') this.#arguments(step);
  }

  #arguments(step: Step): void {
    eachOperand(step, ({ kind }, slot) => {
      if (kind === 'in') this.#notNull(slot);
    });
  }
}
