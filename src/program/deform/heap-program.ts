/** A lowered draft → one over heap pages, in as many versions as its deform rung asks for. */
import type { HeapTable } from '../../catalog/attribute.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { Constant } from '../program.js';
import { opcodeOf } from '../operands.js';
import { isLabel, opcodeInfo, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
import { deform, type DeformRung } from './deform.js';
import { isDoubled, joinVersions, withConstants } from './versions.js';

export interface HeapOptions {
  readonly table: HeapTable;
  readonly deform: DeformRung;
  /** Rows may be computed one after the other without keeping what was made for those before. */
  readonly resets: boolean;
}

/** The rung from which on tuples without nulls have a version of their own. */
const doubledFrom = 3;

/** `before` are the passes that know columns only, `after` those that come when values have been found. */
export function heapProgram(
  lowered: Draft,
  options: HeapOptions,
  before: (draft: Draft) => Draft,
  after: (draft: Draft) => Draft,
): Draft {
  const { table, deform: rung } = options;
  const { draft, missing } = withMissing(withoutReset(lowered), table);
  const general = after(deform(before(draft), { table, rung, missing, otherwise: undefined }));
  const joined = rung < doubledFrom || !isDoubled(draft) ? general : withPlainVersion(draft, general);
  return options.resets && (draft.items.length < lowered.items.length || joined.items.some(makesText))
    ? withReset(joined)
    : joined;

  function withPlainVersion(complete: Draft, any: Draft): Draft {
    const otherwise = complete.labels;
    const whole = before({ ...complete, notNull: complete.notNull.map(() => true), labels: otherwise + 1 });
    const plain = after(deform(whole, { table, rung, missing: new Map(), otherwise }));
    // A program that reads no column is the same for every tuple.
    return plain.items[0] === whole.items[0] ? any : joinVersions(plain, otherwise, any);
  }
}

const resets = (item: Item | undefined): boolean =>
  item !== undefined && !isLabel(item) && item.opcode === opcodeOf('resetScratch');

/** The row's scratch area must be emptied before anything else is done. */
const withReset = (draft: Draft): Draft => ({
  ...draft,
  items: [{ opcode: opcodeOf('resetScratch'), operands: [] }, ...draft.items],
});
const withoutReset = (draft: Draft): Draft =>
  resets(draft.items[0]) ? { ...draft, items: draft.items.slice(1) } : draft;

/** A text that is compressed or out of line is made whole in the scratch area. */
function makesText(item: Item): boolean {
  if (isLabel(item)) return false;
  const { layout, callsRuntime } = opcodeInfo(item.opcode);
  return layout === 'heap' && callsRuntime === true;
}

/** Adds the defaults of columns as constants: a tuple older than its column has the default. */
function withMissing(draft: Draft, { attributes }: HeapTable): { draft: Draft; missing: Map<number, number> } {
  const missing = new Map<number, number>();
  const added: Constant[] = [];
  attributes.forEach(({ missing: value, column, type }, attribute) => {
    if (value === null || column === undefined) return;
    const name = type as TypeName;
    missing.set(
      attribute,
      draft.constants.length + added.push({ type: name, representation: types[name].representation, value }) - 1,
    );
  });
  return { draft: added.length === 0 ? draft : withConstants(draft, added), missing };
}

/** The version for plain tuples alone, for rows that all are: up to where the other ones go, and without the question. */
export function plainItems(items: readonly Item[]): Item[] {
  const asks = opcodeNumber('SCAN_FETCHSOME_PLAIN');
  const question = items.find((item) => !isLabel(item) && item.opcode === asks);
  const [, otherwise] = question === undefined || isLabel(question) ? [] : question.operands;
  const end = items.findIndex((item) => isLabel(item) && item.label === otherwise);
  return items.slice(0, end).map((item) => (item === question && !isLabel(item) ? knownPlain(item) : item));
}

const knownPlain = ({ operands }: Step): Step => ({
  opcode: opcodeNumber('SCAN_FETCHSOME_ALL_PLAIN'),
  operands: operands.slice(0, 1),
});
