/**
 * Null flags after elision: a slot whose flag no step writes is never null, and its flag stays 0 from the beginning. Where one
 * writer sets the flag and another does not (the branches of a CASE), the other one must clear it, or a flag of the row before would stay.
 */
import { opcodeOf, operandOf, stepOf } from '../operands.js';
import { eachOperand, isLabel, opcodeInfo, type Draft, type Item, type Step } from '../steps.js';

/** The slots whose null flag some step writes. */
export function flaggedSlots(items: readonly Item[]): Set<number> {
  const flagged = new Set<number>();
  for (const item of items) {
    if (!isLabel(item))
      eachOperand(item, ({ writeNull }, slot) => {
        if (writeNull) flagged.add(slot);
      });
  }
  return flagged;
}

export function settleFlags(draft: Draft): Draft {
  const flagged = flaggedSlots(draft.items);
  const items: Item[] = [];
  for (const item of draft.items) {
    const previous = items.at(-1);
    const cleared = isLabel(item) ? [] : unsettledBy(item, flagged).filter((slot) => !checksFor(previous, slot));
    const clears = cleared.map((slot) => stepOf(opcodeOf('clearFlag'), { result: slot }));
    // A step that may jump away clears before: its result is not null on that way either.
    if (!isLabel(item) && jumps(item)) items.push(...clears, item);
    else items.push(item, ...clears);
  }
  return { ...draft, items };
}

/** The slots that other steps may make null, to which this one writes a value and no flag. */
function unsettledBy(step: Step, flagged: ReadonlySet<number>): number[] {
  const slots: number[] = [];
  eachOperand(step, ({ kind, writeValue, writeNull }, slot) => {
    if (kind === 'out' && writeValue && !writeNull && flagged.has(slot)) slots.push(slot);
  });
  return slots;
}

const jumps = (step: Step): boolean => opcodeInfo(step.opcode).operands.some(({ kind }) => kind === 'jump');

/** A strict check writes its result's flag just before the body writes the value. */
function checksFor(previous: Item | undefined, slot: number): previous is Step {
  return (
    previous !== undefined &&
    !isLabel(previous) &&
    opcodeInfo(previous.opcode).role === 'strictCheck' &&
    operandOf(previous, 'result') === slot
  );
}
