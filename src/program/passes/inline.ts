/**
 * Rung 3: a function's body is the step, without a call. The null checks that remain become steps of their own; where the result is only
 * tested by a QUAL (or a WHEN), a null argument jumps to where false would.
 */
import { functionInfo } from '../../functions/functions.js';
import { isLabel, opcodeInfo, opcodeNumber, type Draft, type Item, type Step } from '../steps.js';
import { countReads } from './uses.js';
import type { Table } from '../program.js';

export function inlineFunctions(draft: Draft): Draft {
  const reads = countReads(draft);
  const tables = [...draft.tables];
  let { labels } = draft;
  const items: Item[] = [];
  for (let i = 0; i < draft.items.length; i++) {
    const item = draft.items[i];
    if (item === undefined) break;
    const body = isLabel(item) ? undefined : inlinedBody(item, tables);
    if (body === undefined || isLabel(item)) {
      items.push(item);
      continue;
    }
    const [result = 0] = item.operands;
    const checked = checkedArguments(item);
    if (checked.length === 0) {
      items.push(body);
      continue;
    }
    const test = soleTest(draft.items[i + 1], result, reads);
    if (test !== undefined) {
      const target = test.operands[1] ?? 0;
      for (const arg of checked) items.push({ opcode: opcodeNumber('JUMP_IF_NULL'), operands: [arg, target] });
      items.push(body, { opcode: opcodeNumber('QUAL_NOTNULL'), operands: [result, target] });
      i++;
      continue;
    }
    const after = labels++;
    for (const arg of checked) items.push({ opcode: opcodeNumber('STRICT_CHECK'), operands: [result, arg, after] });
    items.push(body, { label: after });
  }
  return { ...draft, items, tables, labels };
}

/** The most bits that a table of bits may have. */
const maximumBits = 65_536;

/** The step without a call that does what the step does once its arguments are not null. A table of bits replaces a hash table where it can. */
function inlinedBody(step: Step, tables: Table[]): Step | undefined {
  const { name } = opcodeInfo(step.opcode);
  if (name.startsWith('FUNCEXPR_')) {
    const [result = 0, func = 0, ...args] = step.operands;
    const { inlined } = functionInfo(func);
    return inlined === undefined ? undefined : { opcode: inlined, operands: [result, ...args] };
  }
  if (!/^HASHED_SCALARARRAYOP_(NOTNULL_)?I32$/.test(name)) return undefined;
  const number = step.operands[2] ?? 0;
  const table = tables[number];
  if (table === undefined || table.kind === 'state' || width(table.values.map(Number)) >= maximumBits) return undefined;
  tables[number] = { ...table, kind: 'bitmap' };
  return { opcode: opcodeNumber('BITMAP_SCALARARRAYOP'), operands: step.operands };
}

/** From the least value to the greatest. There may be more values than a call takes arguments. */
function width(values: readonly number[]): number {
  let [least = 0] = values;
  let greatest = least;
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return greatest - least;
}

function checkedArguments(step: Step): number[] {
  return opcodeInfo(step.opcode).operands.flatMap((operand, i) =>
    operand.kind === 'in' && operand.readNull ? [step.operands[i] ?? 0] : [],
  );
}

/** The QUAL (or WHEN) that follows and alone reads the result. */
function soleTest(next: Item | undefined, result: number, reads: ReadonlyMap<number, number>): Step | undefined {
  if (next === undefined || isLabel(next) || next.operands[0] !== result || reads.get(result) !== 1) return undefined;
  const { name } = opcodeInfo(next.opcode);
  return name === 'QUAL' || name === 'JUMP_IF_NOT_TRUE' ? next : undefined;
}
