/** A formula made smaller: parts that follow from the others are dropped, and so are those that cannot hold beside them. None of it may be able to raise. */
import type { Conditions } from './condition.js';
import { always, and, never, opposite, or, type Formula } from './formula.js';
import { Contradiction, type Known } from './known.js';
import { emptyKnowledge, isEntailed, isRefuted, isSatisfiable } from './satisfiable.js';

/** More parts than this are not compared with each other. */
const mostCompared = 24;

/** The same formula, smaller; false if no row can make it hold. Raises TooComplex. */
export function reduced(conditions: Conditions, formula: Formula): Formula {
  if (!isSatisfiable(conditions, formula)) return never;
  return new Reduction(conditions).reduce(formula, emptyKnowledge(conditions));
}

class Reduction {
  readonly #conditions: Conditions;

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** Holds for the same rows, among those of which the given is known. */
  reduce(formula: Formula, known: Known): Formula {
    if (isRefuted(known, formula)) return never;
    if (isEntailed(known, formula)) return always;
    if (formula.kind === 'and') return this.#and(formula.args, known);
    return formula.kind === 'or' ? this.#or(formula.args, known) : formula;
  }

  #and(args: readonly Formula[], outer: Known): Formula {
    const known = outer.copy();
    try {
      for (const arg of args) if (arg.kind === 'in' || arg.kind === 'related') known.add(arg);
    } catch (error) {
      if (error instanceof Contradiction) return never;
      throw error;
    }
    const inner = args.map((arg) => (arg.kind === 'or' ? this.#or(arg.args, known) : this.reduce(arg, outer)));
    const joined = and(inner);
    if (joined.kind !== 'and') return joined;
    // An OR of which one part is left is a condition like the others, which may settle more.
    if (inner.some((arg, i) => args[i]?.kind === 'or' && arg.kind !== 'or')) return this.#and(joined.args, outer);
    return this.#needed(joined.args, and, (arg, others) => this.#follows(outer, others, arg));
  }

  #or(args: readonly Formula[], known: Known): Formula {
    const possible = args.filter((arg) => isSatisfiable(this.#conditions, arg, known));
    const joined = or(possible.map((arg) => this.reduce(arg, known)));
    if (joined.kind !== 'or') return joined;
    if (this.#follows(known, [], joined)) return always;
    return this.#needed(joined.args, or, (arg, others) => this.#follows(known, [arg], or(others)));
  }

  /** Without the parts that are redundant beside the others. */
  #needed(
    args: readonly Formula[],
    join: (args: readonly Formula[]) => Formula,
    isRedundant: (arg: Formula, others: readonly Formula[]) => boolean,
  ): Formula {
    let kept = [...args];
    if (args.length <= mostCompared)
      for (const arg of [...args].reverse()) {
        const others = kept.filter((other) => other !== arg);
        if (others.length > 0 && isRedundant(arg, others)) kept = others;
      }
    return join(kept);
  }

  /** Whether it holds wherever the others do. */
  #follows(known: Known, others: readonly Formula[], formula: Formula): boolean {
    const presence = (term: Parameters<Conditions['at']>[0]): ReturnType<Conditions['at']> => this.#conditions.at(term);
    return !isSatisfiable(this.#conditions, and([...others, opposite(formula, presence)]), known);
  }
}
