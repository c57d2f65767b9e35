/** Whether there can be a row for which a formula holds: every OR is tried, the ones that leave a single choice first. */
import { isNull, or, type Formula, type Or } from './formula.js';
import { TooComplex, type Conditions } from './condition.js';
import { Contradiction, Known } from './known.js';

/** Choices that are tried before the search is given up. */
const mostTried = 2_000;

/** False only if no row can make it hold. Raises TooComplex when it took too long to find out. */
export function isSatisfiable(conditions: Conditions, formula: Formula, given?: Known): boolean {
  return new Search(conditions).holds(given?.copy() ?? emptyKnowledge(conditions), [formula]);
}

export const emptyKnowledge = (conditions: Conditions): Known => new Known((term, order) => conditions.at(term, order));

class Search {
  #left = mostTried;

  constructor(readonly conditions: Conditions) {}

  holds(known: Known, formulas: readonly Formula[]): boolean {
    if (--this.#left < 0) throw new TooComplex();
    let choices: Or[] | undefined;
    try {
      choices = this.#settle(known, formulas);
    } catch (error) {
      if (error instanceof Contradiction) return false;
      throw error;
    }
    const [first, ...others] = choices.sort((a, b) => a.args.length - b.args.length);
    if (first === undefined) return true;
    return first.args.some((choice) => this.holds(known.copy(), [choice, ...others]));
  }

  /** Adds what must hold, and gives the ORs that are left. Raises Contradiction. */
  #settle(known: Known, formulas: readonly Formula[]): Or[] {
    const todo = [...formulas];
    let open: Or[] = [];
    for (;;) {
      for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
        this.conditions.spend();
        if (next.kind === 'constant') {
          if (!next.value) throw new Contradiction();
        } else if (next.kind === 'and') todo.push(...next.args);
        else if (next.kind === 'or') open.push(next);
        else known.add(next);
        for (const call of known.takeNullCalls())
          todo.push(or((call.strictOver ?? []).map((arg) => isNull(this.conditions.at(arg)))));
      }
      const still: Or[] = [];
      for (const choice of open) {
        const left = choice.args.filter((arg) => !isRefuted(known, arg));
        const [only] = left;
        if (only === undefined) throw new Contradiction();
        if (left.some((arg) => isEntailed(known, arg))) continue;
        if (left.length === 1) todo.push(only);
        else still.push({ ...choice, args: left });
      }
      open = still;
      if (todo.length === 0) return open;
    }
  }
}

export function isRefuted(known: Known, formula: Formula): boolean {
  switch (formula.kind) {
    case 'constant':
      return !formula.value;
    case 'and':
      return formula.args.some((arg) => isRefuted(known, arg));
    case 'or':
      return formula.args.every((arg) => isRefuted(known, arg));
    default:
      return known.refutes(formula);
  }
}

export function isEntailed(known: Known, formula: Formula): boolean {
  switch (formula.kind) {
    case 'constant':
      return formula.value;
    case 'and':
      return formula.args.every((arg) => isEntailed(known, arg));
    case 'or':
      return formula.args.some((arg) => isEntailed(known, arg));
    default:
      return known.entails(formula);
  }
}
