/** What is known not to be null at each place of a program, found in one walk forward: all jumps go forward. */
import { eachOperand, isLabel, opcodeInfo, type Draft, type Step } from '../steps.js';
import { BitSet } from './bit-set.js';

/** The facts at one place, and at the labels jumped to so far. */
export class KnownNotNull {
  /** Slots by number, then columns. */
  #facts: BitSet;
  readonly #slotCount: number;
  #reachable = true;
  readonly #atLabel = new Map<number, BitSet>();
  /** The step that wrote a slot which no other step writes. */
  readonly #definition = new Map<number, Step>();

  constructor(draft: Draft) {
    this.#slotCount = draft.slots.length;
    this.#facts = new BitSet(this.#slotCount + draft.notNull.length);
    draft.constants.forEach((_, slot) => {
      this.#facts.add(slot);
    });
    draft.notNull.forEach((notNull, column) => {
      if (notNull) this.#facts.add(this.#slotCount + column);
    });
    const written = new Map<number, number>();
    for (const item of draft.items) {
      if (isLabel(item)) continue;
      eachOperand(item, ({ kind }, slot) => {
        if (kind === 'out') {
          written.set(slot, (written.get(slot) ?? 0) + 1);
          this.#definition.set(slot, item);
        }
      });
    }
    for (const [slot, times] of written) if (times > 1) this.#definition.delete(slot);
  }

  slot(slot: number): boolean {
    return this.#facts.has(slot);
  }
  column(column: number): boolean {
    return this.#facts.has(this.#slotCount + column);
  }

  join(label: number): void {
    const jumped = this.#atLabel.get(label);
    if (jumped === undefined) return;
    if (this.#reachable) this.#facts.intersect(jumped);
    else this.#facts = jumped;
    this.#reachable = true;
  }

  /** The facts after a step: on its jump and on the way to the next one. */
  after(step: Step): void {
    const info = opcodeInfo(step.opcode);
    eachOperand(step, (operand, slot) => {
      if (operand.kind !== 'out') return;
      if (this.#givesNotNull(step)) this.#facts.add(slot);
      else this.#facts.delete(slot);
    });
    const [first = 0] = step.operands;
    this.#jump(step, info.name === 'JUMP_IF_NOT_NULL' ? first : undefined);
    switch (info.name) {
      case 'QUAL':
      case 'QUAL_NOTNULL':
      case 'JUMP_IF_NOT_TRUE':
        this.#holds(first);
        return;
      case 'JUMP_IF_NULL':
        this.#notNull(first);
        return;
      case 'DISTINCT':
        step.operands.slice(1, 3).forEach((slot) => {
          this.#notNull(slot);
        });
        return;
      default:
        if (info.ends) this.#reachable = false;
    }
  }

  /** Notes the facts at the targets of a step's jumps; `notNull` is a slot of which it is known only there. */
  #jump(step: Step, notNull: number | undefined): void {
    eachOperand(step, ({ kind }, label) => {
      if (kind !== 'jump') return;
      const known = this.#atLabel.get(label);
      if (known !== undefined && notNull === undefined) {
        known.intersect(this.#facts);
        return;
      }
      const facts = this.#facts.clone();
      if (notNull !== undefined) facts.add(notNull);
      if (known !== undefined) facts.intersect(known);
      this.#atLabel.set(label, facts);
    });
  }

  /** Does the step's result have no null? A step that leaves the flag alone has none; others say so by what they read. */
  #givesNotNull(step: Step): boolean {
    const { name, operands } = opcodeInfo(step.opcode);
    if (!operands.some((operand) => operand.kind === 'out' && operand.writeNull)) return true;
    if (name.startsWith('MOVE_') || name.startsWith('FUNCEXPR_STRICT_') || name.startsWith('HASHED_') || name === 'BOOL_NOT_STEP') {
      return operands.every((operand, i) => operand.kind !== 'in' || !operand.readNull || this.slot(step.operands[i] ?? 0));
    }
    if (/^BOOL_(AND|OR)_STEP_(FIRST)$/.test(name)) return true;
    return name === 'SET_NOTNULL';
  }

  /** A boolean slot was true: what does that rule out? */
  #holds(slot: number): void {
    this.#notNull(slot);
    const step = this.#definition.get(slot);
    if (step === undefined) return;
    const { name, operands } = opcodeInfo(step.opcode);
    if (name === 'NULLTEST_ISNOTNULL') this.#notNull(step.operands[1] ?? 0);
    else if (name === 'BOOLTEST_IS_TRUE') this.#holds(step.operands[1] ?? 0);
    else if (name.startsWith('BOOL_NOT_STEP')) this.#notNull(step.operands[1] ?? 0);
    else if (name.startsWith('FUNCEXPR_') || name.startsWith('HASHED_')) {
      operands.forEach((operand, i) => {
        if (operand.kind === 'in') this.#notNull(step.operands[i] ?? 0);
      });
    }
  }

  /** A slot is not null: nor is the column it was read from, nor the arguments of the strict function that made it. */
  #notNull(slot: number): void {
    this.#facts.add(slot);
    const step = this.#definition.get(slot);
    if (step === undefined) return;
    const { name, operands } = opcodeInfo(step.opcode);
    if (name.startsWith('SCAN_VAR_')) this.#facts.add(this.#slotCount + (step.operands[1] ?? 0));
    else if (name.startsWith('FUNCEXPR_') || name.startsWith('BOOL_NOT_STEP')) {
      operands.forEach((operand, i) => {
        if (operand.kind === 'in') this.#notNull(step.operands[i] ?? 0);
      });
    }
  }
}
