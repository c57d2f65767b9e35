/** Rung 1: a constant argument is not checked for null. */
import { isLabel, type Draft, type Item } from '../steps.js';
import { bestForm } from './forms.js';

export function elideConstantChecks(draft: Draft): Draft {
  const isConstant = (slot: number): boolean => slot < draft.constants.length;
  return {
    ...draft,
    items: draft.items.flatMap((item): Item | readonly Item[] =>
      isLabel(item) ? item : (bestForm(item, ({ kind }, slot) => kind === 'in' && isConstant(slot)) ?? []),
    ),
  };
}
