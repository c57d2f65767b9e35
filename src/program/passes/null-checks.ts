/**
 * Rung 2: an argument that cannot be null is not checked. One walk forward over the program, which only jumps forward, keeps the set of slots
 * (and columns) known not to be null: NOT NULL columns, results of steps over such values, and whatever an earlier conjunct
 * of the same WHERE has ruled out, for a strict function that was true had no null argument.
 */
import { isLabel, opcodeInfo, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
import { BooleanLists } from './boolean-lists.js';
import { withoutChecksOf } from './constant-checks.js';
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
    const step = lists.rewrite(item, items, known) ?? rewrite(item, known);
    if (step === 'nothing') continue;
    items.push(step);
    known.after(step);
  }
  return { ...draft, items };
}

/** The form of a step that needs no null flag, where there is one. */
function rewrite(step: Step, known: KnownNotNull): Step | 'nothing' {
  const { name } = opcodeInfo(step.opcode);
  const [first = 0, second = 0] = step.operands;
  const renamed = (to: string, operands = step.operands): Step => ({ opcode: opcodeNumber(to), operands });
  if (name.startsWith('SCAN_VAR_')) return known.column(second) ? renamed(`${name}_NOTNULL`) : step;
  if (name.startsWith('FUNCEXPR_STRICT_')) return withoutChecksOf(step, (slot) => known.slot(slot));
  if (/^HASHED_SCALARARRAYOP_(?!NOTNULL)/.test(name) && known.slot(second)) return renamed(name.replace('_SCALARARRAYOP', '_SCALARARRAYOP_NOTNULL'));
  switch (name) {
    case 'QUAL':
      return known.slot(first) ? renamed('QUAL_NOTNULL') : step;
    case 'JUMP_IF_NOT_TRUE':
      return known.slot(first) ? renamed('QUAL_NOTNULL') : step;
    case 'JUMP_IF_NULL':
      return known.slot(first) ? 'nothing' : step;
    case 'JUMP_IF_NOT_NULL':
      return known.slot(first) ? renamed('JUMP', [second]) : step;
    case 'BOOL_NOT_STEP':
      return known.slot(second) ? renamed('BOOL_NOT_STEP_NOTNULL') : step;
    default:
      return step;
  }
}
