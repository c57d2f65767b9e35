/** How often each slot is read. */
import { eachOperand, isLabel, type Draft } from '../steps.js';

export function countReads(draft: Pick<Draft, 'items'>): Map<number, number> {
  const reads = new Map<number, number>();
  for (const item of draft.items) {
    if (isLabel(item)) continue;
    eachOperand(item, ({ kind }, slot) => {
      if (kind === 'in') reads.set(slot, (reads.get(slot) ?? 0) + 1);
    });
  }
  return reads;
}
