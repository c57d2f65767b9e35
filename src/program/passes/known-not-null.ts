/** What is known not to be null at each place of a program, found in one walk forward: all jumps go forward. */
import { eachOperand, isLabel, opcodeInfo, type Draft, type Step } from '../steps.js';
import { BitSet } from './bit-set.js';
import { nullEffect, type Facts } from './null-effect.js';

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
    const { result, next, jump } = nullEffect(step.opcode);
    eachOperand(step, (operand, slot) => {
      if (operand.kind !== 'out') return;
      if (result === 'never' || (result === 'strict' && this.#readsNoNull(step))) this.#facts.add(slot);
      else this.#facts.delete(slot);
    });
    this.#jump(step, jump);
    if (next === undefined) this.#reachable = false;
    else this.#know(step, next);
  }

  /** Notes the facts at the targets of a step's jumps; `more` is known only there. */
  #jump(step: Step, more: Facts): void {
    eachOperand(step, ({ kind }, label) => {
      if (kind !== 'jump') return;
      const facts = this.#facts.clone();
      for (const place of more.notNull) facts.add(step.operands[place] ?? 0);
      const known = this.#atLabel.get(label);
      if (known === undefined) this.#atLabel.set(label, facts);
      else known.intersect(facts);
    });
  }

  #know(step: Step, { holds, notNull }: Facts): void {
    for (const place of holds) this.#holds(step.operands[place] ?? 0);
    for (const place of notNull) this.#notNull(step.operands[place] ?? 0);
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
    this.#know(step, nullEffect(step.opcode).whenTrue);
  }

  /** A slot is not null: nor is the column it was read from, nor the arguments of the strict function that made it. */
  #notNull(slot: number): void {
    // What follows from it was noted when it was. Without this, each branch of a CASE would go through all of its argument.
    if (this.slot(slot)) return;
    this.#facts.add(slot);
    const step = this.#definition.get(slot);
    if (step === undefined) return;
    const { result } = nullEffect(step.opcode);
    if (result !== 'column' && result !== 'strict') return;
    eachOperand(step, ({ kind }, value) => {
      if (kind === 'column') this.#facts.add(this.#slotCount + value);
      else if (kind === 'in') this.#notNull(value);
    });
  }
}
