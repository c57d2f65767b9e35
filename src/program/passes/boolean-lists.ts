/** Nested ANDs and ORs none of whose arguments can be null need no memory of nulls, and their last step only passes the value on. */
import { operandOf, stepOf } from '../operands.js';
import { opcodeInfo, type Item, type Step } from '../steps.js';
import type { KnownNotNull } from './known-not-null.js';

interface List {
  readonly result: number;
  readonly target: number;
  readonly at: number[];
  allKnown: boolean;
}

export class BooleanLists {
  /** The open lists by the slot that remembers their nulls. */
  readonly #open = new Map<number, List>();

  /**
   * Follows the steps of lists. At the last step of a list without nulls, rewrites the earlier ones in `items` and returns
   * the last one's new form; undefined for every other step.
   */
  rewrite(step: Step, items: Item[], known: KnownNotNull): Step | undefined {
    const listStep = opcodeInfo(step.opcode).list;
    if (listStep === undefined) return undefined;
    const anynull = operandOf(step, 'anynull');
    const a = operandOf(step, 'a');
    if (listStep.place === 'first') {
      const [result, target] = [operandOf(step, 'result'), operandOf(step, 'target')];
      this.#open.set(anynull, { result, target, at: [items.length], allKnown: known.slot(a) });
      return undefined;
    }
    const list = this.#open.get(anynull);
    if (list === undefined) return undefined;
    list.allKnown &&= known.slot(a);
    if (listStep.place === 'further') {
      list.at.push(items.length);
      return undefined;
    }
    if (!list.allKnown) return undefined;
    const { result, target } = list;
    const withoutNulls = (value: number): Step => stepOf(listStep.notNull, { result, a: value, target });
    for (const at of list.at) {
      const earlier = items[at];
      if (earlier !== undefined && 'opcode' in earlier) items[at] = withoutNulls(operandOf(earlier, 'a'));
    }
    return withoutNulls(a);
  }
}
