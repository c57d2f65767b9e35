/** Rung 4: superinstructions. Steps that stand together as the parts of one are replaced by it; the longest match wins. */
import { opcodes } from '../opcodes.generated.js';
import { isLabel, opcodeInfo, type Draft, type Item, type Step } from '../steps.js';
import { countReads } from './uses.js';

interface Pattern {
  readonly opcode: number;
  readonly parts: readonly { readonly opcode: number; readonly operands: readonly string[] }[];
  readonly internal: ReadonlySet<string>;
}

/** The superinstructions by their first part's opcode, longest first. */
const patterns = new Map<number, Pattern[]>();
opcodes.forEach((info, opcode) => {
  const first = info.parts?.[0];
  if (info.parts === undefined || first === undefined) return;
  const list = patterns.get(first.opcode) ?? [];
  list.push({ opcode, parts: info.parts, internal: new Set(info.internal) });
  list.sort((a, b) => b.parts.length - a.parts.length);
  patterns.set(first.opcode, list);
});

export function fuseSteps(draft: Draft): Draft {
  const reads = countReads(draft);
  const items: Item[] = [];
  for (let i = 0; i < draft.items.length; ) {
    const item = draft.items[i];
    if (item === undefined) break;
    const match = isLabel(item) ? undefined : firstMatch(draft.items, i, reads);
    if (match === undefined) {
      items.push(item);
      i++;
    } else {
      items.push(match.step);
      i += match.length;
    }
  }
  return { ...draft, items };
}

function firstMatch(
  items: readonly Item[],
  at: number,
  reads: ReadonlyMap<number, number>,
): { step: Step; length: number } | undefined {
  const first = items[at];
  if (first === undefined || isLabel(first)) return undefined;
  for (const pattern of patterns.get(first.opcode) ?? []) {
    const bound = bind(pattern, items, at, reads);
    if (bound !== undefined) {
      const operands = opcodeInfo(pattern.opcode).operands.map((operand) => bound.get(operand.name) ?? 0);
      return { step: { opcode: pattern.opcode, operands }, length: pattern.parts.length };
    }
  }
  return undefined;
}

/** The superinstruction's operands by name, if the steps match and its internal slots are read by nobody else. */
function bind(
  pattern: Pattern,
  items: readonly Item[],
  at: number,
  reads: ReadonlyMap<number, number>,
): Map<string, number> | undefined {
  if (!pattern.parts.every(({ opcode }, k) => isStepOf(items[at + k], opcode))) return undefined;
  const bound = new Map<string, number>();
  const readHere = new Map<string, number>();
  for (const [k, part] of pattern.parts.entries()) {
    const item = items[at + k];
    if (item === undefined || isLabel(item)) return undefined;
    const { operands } = opcodeInfo(item.opcode);
    for (const [place, name] of part.operands.entries()) {
      const value = item.operands[place] ?? 0;
      if ((bound.get(name) ?? value) !== value) return undefined;
      bound.set(name, value);
      if (operands[place]?.kind === 'in') readHere.set(name, (readHere.get(name) ?? 0) + 1);
    }
  }
  for (const name of pattern.internal) {
    if (reads.get(bound.get(name) ?? -1) !== readHere.get(name)) return undefined;
  }
  return bound;
}

const isStepOf = (item: Item | undefined, opcode: number): boolean =>
  item !== undefined && !isLabel(item) && item.opcode === opcode;
