/**
 * Rung 3: a function's body is the step, without a call. The null checks that remain become steps of their own; where the result is only
 * tested by a QUAL (or a WHEN), a null argument jumps to where false would.
 */
import { functionInfo } from '../../functions/functions.js';
import { namedOperands, opcodeOf, operandOf, operandsWhere, stepOf } from '../operands.js';
import { isLabel, opcodeInfo, type Draft, type Item, type Step } from '../steps.js';
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
    const checked = operandsWhere(item, ({ kind, readNull }) => kind === 'in' && readNull === true);
    if (checked.length === 0) {
      items.push(body);
      continue;
    }
    const result = operandOf(item, 'result');
    const test = soleTest(draft.items[i + 1], result, reads);
    if (test !== undefined) {
      const target = operandOf(test, 'target');
      for (const a of checked) items.push(stepOf(opcodeOf('nullJump'), { a, target }));
      items.push(body, stepOf(opcodeOf('test'), { a: result, target }));
      i++;
      continue;
    }
    const after = labels++;
    for (const a of checked) items.push(stepOf(opcodeOf('strictCheck'), { result, a, target: after }));
    items.push(body, { label: after });
  }
  return { ...draft, items, tables, labels };
}

/** The most bits that a table of bits may have. */
const maximumBits = 65_536;

/** The step without a call that does what the step does once its arguments are not null. A table of bits replaces a hash table where it can. */
function inlinedBody(step: Step, tables: Table[]): Step | undefined {
  const { withBits } = opcodeInfo(step.opcode);
  const [func] = operandsWhere(step, ({ kind }) => kind === 'function');
  if (func !== undefined) {
    const { inlined } = functionInfo(func);
    const args = operandsWhere(step, ({ kind }) => kind === 'in');
    return inlined === undefined ? undefined : { opcode: inlined, operands: [operandOf(step, 'result'), ...args] };
  }
  if (withBits === undefined) return undefined;
  const number = operandOf(step, 'table');
  const table = tables[number];
  if (table === undefined || table.kind === 'state' || width(table.values.map(Number)) >= maximumBits) return undefined;
  tables[number] = { ...table, kind: 'bitmap' };
  return stepOf(withBits, namedOperands(step));
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

/** The QUAL (or WHEN) that follows and alone reads the result: past it, the result is true. */
function soleTest(next: Item | undefined, result: number, reads: ReadonlyMap<number, number>): Step | undefined {
  if (next === undefined || isLabel(next) || reads.get(result) !== 1) return undefined;
  const tested = opcodeInfo(next.opcode).nulls?.next?.holds;
  return tested !== undefined && operandOf(next, tested) === result ? next : undefined;
}
