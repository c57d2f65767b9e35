/**
 * One program, twice: for tuples that have all attributes and no nulls, and for any others. The first is compiled as if every column were NOT NULL, so that all
 * that is known about nulls falls away by the passes that there are; its first step sends other tuples to the second.
 */
import type { Constant } from '../program.js';
import { eachOperand, isLabel, type Draft, type Item } from '../steps.js';

/** Programs beyond so many steps are compiled once only, for any tuple: twice would take too much memory and time. */
const mostStepsTwice = 4096;

export const isDoubled = (draft: Draft): boolean => draft.items.length <= mostStepsTwice;

/** The first one, then the label `otherwise`, which it jumps to, then the second one. Both have the same constants. */
export function joinVersions(plain: Draft, otherwise: number, general: Draft): Draft {
  const constants = plain.constants.length;
  const slots = plain.slots.length - constants;
  const labels = Math.max(plain.labels, otherwise + 1);
  const tables = plain.tables.length;
  const moved = general.items.map((item): Item => {
    if (isLabel(item)) return { label: item.label + labels };
    const operands = [...item.operands];
    eachOperand(item, ({ kind }, value, place) => {
      if ((kind === 'in' || kind === 'out') && value >= constants) operands[place] = value + slots;
      else if (kind === 'jump') operands[place] = value + labels;
      // What is below 0 is no table.
      else if (kind === 'address' && value >= 0) operands[place] = value + tables;
    });
    return { ...item, operands };
  });
  return {
    ...plain,
    items: [...plain.items, { label: otherwise }, ...moved],
    slots: [...plain.slots, ...general.slots.slice(constants)],
    tables: [...plain.tables, ...general.tables],
    labels: labels + general.labels,
  };
}

/** The draft with more constants, which stand before all other slots. */
export function withConstants(draft: Draft, added: readonly Constant[]): Draft {
  const before = draft.constants.length;
  const items = draft.items.map((item): Item => {
    if (isLabel(item)) return item;
    const operands = [...item.operands];
    eachOperand(item, ({ kind }, value, place) => {
      if ((kind === 'in' || kind === 'out') && value >= before) operands[place] = value + added.length;
    });
    return { ...item, operands };
  });
  return {
    ...draft,
    items,
    constants: [...draft.constants, ...added],
    slots: [
      ...draft.slots.slice(0, before),
      ...added.map(({ representation }) => representation),
      ...draft.slots.slice(before),
    ],
  };
}
