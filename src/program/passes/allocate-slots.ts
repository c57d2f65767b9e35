/**
 * Slots that are never alive at the same time share one. Programs only jump forward, so a slot lives from its first write to its
 * last use. Slots that can be null and slots that never are do not mix: the flags of the latter are never written.
 */
import type { Representation } from '../../catalog/types.js';
import { eachOperand, isLabel, type Draft } from '../steps.js';
import { flaggedSlots } from './settle-flags.js';

export function allocateSlots(draft: Draft): Draft {
  const constants = draft.constants.length;
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  draft.items.forEach((item, at) => {
    if (isLabel(item)) return;
    eachOperand(item, ({ kind }, slot) => {
      if (kind !== 'in' && kind !== 'out') return;
      if (!first.has(slot)) first.set(slot, at);
      last.set(slot, at);
    });
  });
  const flagged = flaggedSlots(draft.items);
  const slots: Representation[] = draft.slots.slice(0, constants);
  const assigned = new Map<number, number>();
  const free = new Map<string, number[]>();
  const ending = new Map<number, number[]>();
  const poolOf = (slot: number): number[] => {
    const key = `${draft.slots[slot]} ${flagged.has(slot)}`;
    const pool = free.get(key) ?? [];
    free.set(key, pool);
    return pool;
  };
  const items = draft.items.map((item, at) => {
    if (isLabel(item)) return item;
    const operands = [...item.operands];
    eachOperand(item, ({ kind }, slot, place) => {
      if ((kind !== 'in' && kind !== 'out') || slot < constants) return;
      let to = assigned.get(slot);
      if (to === undefined) {
        to = poolOf(slot).pop() ?? slots.push(draft.slots[slot] ?? 'i32') - 1;
        assigned.set(slot, to);
        const end = last.get(slot) ?? at;
        const others = ending.get(end);
        if (others === undefined) ending.set(end, [slot]);
        else others.push(slot);
      }
      operands[place] = to;
    });
    // Freed only after the step, so that no result lands in the slot of an argument.
    for (const slot of ending.get(at) ?? []) poolOf(slot).push(assigned.get(slot) ?? 0);
    return { ...item, operands };
  });
  return { ...draft, items, slots };
}
