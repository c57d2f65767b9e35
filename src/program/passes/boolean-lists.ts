/** Nested ANDs and ORs none of whose arguments can be null need no memory of nulls, and their last step only passes the value on. */
import { opcodes } from '../opcodes.generated.js';
import { opcodeNumber, type Item, type Step } from '../steps.js';
import type { KnownNotNull } from './known-not-null.js';

/** By opcode, which step of a list it is, and what takes its place in a list without nulls. */
const listSteps = opcodes.map(({ name }) => {
  const [, op, place] = /^BOOL_(AND|OR)_STEP(_FIRST|_LAST|)$/.exec(name) ?? [];
  return op === undefined ? undefined : { place, notNull: opcodeNumber(`BOOL_${op}_STEP_NOTNULL`) };
});

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
    const listStep = listSteps[step.opcode];
    if (listStep === undefined) return undefined;
    const { place, notNull: opcode } = listStep;
    const [first = 0, second = 0, value = 0, target = 0] = step.operands;
    if (place === '_FIRST') {
      this.#open.set(second, { result: first, target, at: [items.length], allKnown: known.slot(value) });
      return undefined;
    }
    const list = this.#open.get(place === '_LAST' ? second : first);
    if (list === undefined) return undefined;
    list.allKnown &&= known.slot(value);
    if (place === '') {
      list.at.push(items.length);
      return undefined;
    }
    if (!list.allKnown) return undefined;
    for (const at of list.at) {
      const earlier = items[at];
      if (earlier !== undefined && 'opcode' in earlier)
        items[at] = { opcode, operands: [list.result, earlier.operands[2] ?? 0, list.target] };
    }
    return { opcode, operands: [list.result, value, list.target] };
  }
}
