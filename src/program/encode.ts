/** Steps and labels → wordcode. */
import { SqlError } from '../error.js';
import { eachOperand, isLabel, type Item } from './steps.js';

export function encode(items: readonly Item[]): Int32Array<ArrayBuffer> {
  const labels = new Map<number, number>();
  let length = 0;
  for (const item of items) {
    if (isLabel(item)) labels.set(item.label, length);
    else length += 1 + item.operands.length;
  }
  const code = new Int32Array(length);
  let at = 0;
  for (const item of items) {
    if (isLabel(item)) continue;
    code[at] = item.opcode;
    const base = at + 1;
    eachOperand(item, ({ kind }, value, place) => {
      code[base + place] = kind === 'jump' ? placeOf(labels, value) : value;
    });
    at = base + item.operands.length;
  }
  return code;
}

function placeOf(labels: ReadonlyMap<number, number>, label: number): number {
  const place = labels.get(label);
  if (place === undefined) throw new SqlError('XX000', `label ${label} is nowhere`);
  return place;
}
