/**
 * Drops the steps that no row reaches: those behind a COALESCE argument that cannot be null, and the rejecting end of a qual that never
 * rejects. Jumps go forward only, so one walk finds them.
 */
import { eachOperand, isLabel, opcodeInfo, type Draft, type Item } from '../steps.js';

export function dropUnreachable(draft: Draft): Draft {
  const jumpedTo = new Set<number>();
  let reachable = true;
  const items: Item[] = [];
  for (const item of draft.items) {
    if (isLabel(item)) {
      reachable ||= jumpedTo.has(item.label);
      items.push(item);
      continue;
    }
    if (!reachable) continue;
    items.push(item);
    eachOperand(item, ({ kind }, label) => {
      if (kind === 'jump') jumpedTo.add(label);
    });
    if (opcodeInfo(item.opcode).ends) reachable = false;
  }
  return { ...draft, items };
}
