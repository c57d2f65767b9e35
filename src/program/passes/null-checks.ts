/**
 * Rung 2: an argument that cannot be null is not checked. One walk forward over the program, which only jumps forward, keeps the set of slots
 * (and columns) known not to be null: NOT NULL columns, results of steps over such values, and whatever an earlier conjunct
 * of the same WHERE has ruled out, for a strict function that was true had no null argument.
 */
import { opcodes } from '../opcodes.generated.js';
import { isLabel, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
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

/** By opcode, the one that takes its place when the operand at a place is not null; 'nothing' when the step falls away. */
interface Elision {
  readonly place: number;
  readonly to: number | 'nothing';
  /** The operands that it keeps; all unless given. */
  readonly keeps?: readonly number[];
}

const elisions: readonly (Elision | undefined)[] = opcodes.map(({ name }) => {
  const renamed = (place: number, to: string): Elision => ({ place, to: opcodeNumber(to) });
  if (/^HASHED_SCALARARRAYOP_(?!NOTNULL)[A-Z0-9]+$/.test(name))
    return renamed(1, name.replace('_SCALARARRAYOP', '_SCALARARRAYOP_NOTNULL'));
  switch (name) {
    case 'QUAL':
    case 'JUMP_IF_NOT_TRUE':
      return renamed(0, 'QUAL_NOTNULL');
    case 'STRICT_CHECK':
      return { place: 1, to: 'nothing' };
    case 'JUMP_IF_NULL':
      return { place: 0, to: 'nothing' };
    case 'JUMP_IF_NOT_NULL':
      return { ...renamed(0, 'JUMP'), keeps: [1] };
    case 'BOOL_NOT_STEP':
      return renamed(1, 'BOOL_NOT_STEP_NOTNULL');
    default:
      return undefined;
  }
});

/** By opcode of a scan that may find a null, the one that does not look. */
const scans = new Map(
  opcodes.flatMap(({ name }, opcode) =>
    /^SCAN_VAR_[A-Z0-9]+$/.test(name) ? [[opcode, opcodeNumber(`${name}_NOTNULL`)] as const] : [],
  ),
);

/** The form of a step that needs no null flag, where there is one. */
function rewrite(step: Step, known: KnownNotNull): Step | 'nothing' {
  const { opcode, operands } = step;
  const scan = scans.get(opcode);
  if (scan !== undefined) return known.column(operands[1] ?? 0) ? { opcode: scan, operands } : step;
  const elision = elisions[opcode];
  if (elision === undefined) return withoutChecksOf(step, (slot) => known.slot(slot));
  if (!known.slot(operands[elision.place] ?? 0)) return step;
  if (elision.to === 'nothing') return 'nothing';
  return { opcode: elision.to, operands: elision.keeps?.map((place) => operands[place] ?? 0) ?? operands };
}
