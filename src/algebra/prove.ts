/**
 * What can be proved of predicates, over typed trees: a yes is always right, a no means that no proof was found. A row has the same columns for both, and `$1` is the same
 * value in both.
 */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { FamilyNeeded } from '../functions/registry.js';
import type { CallFunction, Expr, SupportedFunctions } from '../sql/expression.js';
import { neverRaisesWhere } from './can-raise.js';
import { Conditions, TooComplex } from './condition.js';
import { and } from './formula.js';
import { Unordered } from './order.js';
import { reduced } from './reduce.js';
import { render } from './render.js';
import { isSatisfiable } from './satisfiable.js';
import { truth } from './truth.js';
import { isFalse, isTrue, isUnknown } from './truth-value.js';

/** What a proof calls, and the types of the columns. */
export interface Subject {
  readonly call: CallFunction;
  readonly supported: SupportedFunctions;
  readonly columnTypes: readonly TypeName[];
}

export const conditionsOf = ({ call, supported, columnTypes }: Subject): Conditions =>
  new Conditions(call, supported, columnTypes);

/** Whether `q` is true for every row for which `p` is. */
export function implies(subject: Subject, p: Expr, q: Expr): boolean {
  if (!neverRaisesWhere(q, p)) return false;
  return proved(() => {
    const conditions = conditionsOf(subject);
    const premise = truth(conditions, p, isTrue);
    return !isSatisfiable(conditions, and([premise, truth(conditions, q, isFalse | isUnknown)]));
  });
}

/** Whether there is no row for which both are true. */
export function disjoint(subject: Subject, p: Expr, q: Expr): boolean {
  return proved(() => {
    const conditions = conditionsOf(subject);
    return !isSatisfiable(conditions, and([truth(conditions, p, isTrue), truth(conditions, q, isTrue)]));
  });
}

/** False where the proof is too long, or compares what cannot be compared. */
function proved(proof: () => boolean): boolean {
  return attempted(proof) ?? false;
}

/** What the work gives; undefined where it is too long, or compares what cannot be compared. */
export function attempted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FamilyNeeded) throw error;
    if (error instanceof TooComplex || error instanceof Unordered || error instanceof SqlError) return undefined;
    throw error;
  }
}

/** A predicate that is true for the same rows, without what follows from the rest; errors aside. */
export function simplified(subject: Subject, p: Expr): Expr {
  return (
    attempted(() => {
      const conditions = conditionsOf(subject);
      return render(reduced(conditions, truth(conditions, p, isTrue)));
    }) ?? p
  );
}

/** A predicate that is true for the rows for which `p` is true and `q` is not. */
export function minus(subject: Subject, p: Expr, q: Expr): Expr {
  return (
    attempted(() => {
      const conditions = conditionsOf(subject);
      return render(
        reduced(conditions, and([truth(conditions, p, isTrue), truth(conditions, q, isFalse | isUnknown)])),
      );
    }) ?? {
      kind: 'BoolExpr',
      type: 'bool',
      op: 'AND',
      args: [p, { kind: 'BooleanTest', type: 'bool', test: 'IS_NOT_TRUE', arg: q, location: -1 }],
      location: -1,
    }
  );
}
