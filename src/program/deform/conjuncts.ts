/** Where a WHERE's conjuncts end: the places behind which nothing is computed for a row that they reject. */
import { isLabel, opcodeInfo, type Item } from '../steps.js';

/**
 * The items behind which control can only come from the item before them: behind a step that rejects the row, when no jump from before leads beyond it
 * but to the rejecting end.
 */
export function conjunctEnds(items: readonly Item[]): number[] {
  const end = items.at(-2);
  if (end === undefined || !isLabel(end)) return [];
  const placeOf = new Map(items.flatMap((item, at) => (isLabel(item) ? [[item.label, at] as const] : [])));
  const ends: number[] = [];
  let furthest = 0;
  items.forEach((item, at) => {
    if (isLabel(item)) return;
    let rejects = false;
    opcodeInfo(item.opcode).operands.forEach(({ kind }, place) => {
      if (kind !== 'jump') return;
      const label = item.operands[place] ?? -1;
      if (label === end.label) rejects = true;
      else furthest = Math.max(furthest, placeOf.get(label) ?? 0);
    });
    if (rejects && furthest <= at) ends.push(at + 1);
  });
  return ends;
}
