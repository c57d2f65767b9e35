/**
 * Rung 2: an argument that cannot be null is not checked. One walk forward over the program, which only jumps forward, keeps the set of slots
 * (and columns) known not to be null: NOT NULL columns, results of steps over such values, and whatever an earlier conjunct
 * of the same WHERE has ruled out, for a strict function that was true had no null argument.
 */
import { isLabel, type Draft, type Item } from '../steps.js';
import { BooleanLists } from './boolean-lists.js';
import { bestForm } from './forms.js';
import { KnownNotNull } from './known-not-null.js';

export function elideNullChecks(draft: Draft): Draft {
  const known = new KnownNotNull(draft);
  const lists = new BooleanLists();
  const items: Item[] = [];
  for (const item of draft.items) {
    if (isLabel(item)) {
      known.join(item.label);
      items.push(item);
      continue;
    }
    const step =
      lists.rewrite(item, items, known) ??
      bestForm(item, ({ kind }, value) => (kind === 'column' ? known.column(value) : known.slot(value)));
    if (step === undefined) continue;
    items.push(step);
    known.after(step);
  }
  return { ...draft, items };
}
