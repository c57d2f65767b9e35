/**
 * What can be proved of predicates, over typed trees: a yes is always right, a no means that no proof was found. A row has the same columns for both, and `$1` is the same
 * value in both.
 */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { FamilyNeeded } from '../functions/registry.js';
import type { CallFunction, Expr, SupportedFunctions } from '../sql/expression.js';
import { qualList } from '../sql/simplify/qual.js';
import { boolConst } from '../sql/simplify/constants.js';
import { neverRaisesWhere, raisingCalls } from './can-raise.js';
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

/**
 * A predicate that is true for the same rows, without what follows from the rest. Conditions that can raise stay as they are, after the others: in a WHERE they are then
 * evaluated for no row for which they were not before.
 */
export function simplified(subject: Subject, p: Expr): Expr {
  return (
    attempted(() => {
      const conditions = conditionsOf(subject);
      if (!isSatisfiable(conditions, truth(conditions, p, isTrue))) return boolConst(false);
      const { safe, raising } = divided(p);
      const formula = and(safe.map((part) => truth(conditions, part, isTrue)));
      return conjunction([render(reduced(conditions, formula)), ...raising]);
    }) ?? p
  );
}

/** A predicate that is true for the rows for which `p` is true and `q` is not; for conditions that can raise the same holds as in `simplified`. */
export function minus(subject: Subject, p: Expr, q: Expr): Expr {
  const isNot: Expr = { kind: 'BooleanTest', type: 'bool', test: 'IS_NOT_TRUE', arg: q, location: -1 };
  if (disjoint(subject, p, q)) return simplified(subject, p);
  return (
    attempted(() => {
      const conditions = conditionsOf(subject);
      const [whole, rest] = [truth(conditions, p, isTrue), truth(conditions, q, isFalse | isUnknown)];
      if (!isSatisfiable(conditions, and([whole, rest]))) return boolConst(false);
      const { safe, raising } = divided(p);
      const isSafe = raisingCalls(q).size === 0;
      const parts = safe.map((part) => truth(conditions, part, isTrue));
      const formula = reduced(conditions, and([...parts, ...(isSafe ? [rest] : [])]));
      return conjunction([render(formula), ...raising, ...(isSafe ? [] : [isNot])]);
    }) ?? conjunction([p, isNot])
  );
}

/** The conjuncts that cannot raise, and those that can. */
function divided(p: Expr): { readonly safe: readonly Expr[]; readonly raising: readonly Expr[] } {
  const all = qualList(p);
  return {
    safe: all.filter((part) => raisingCalls(part).size === 0),
    raising: all.filter((part) => raisingCalls(part).size > 0),
  };
}

/** The conditions joined by AND, without those that say nothing. */
function conjunction(given: readonly Expr[]): Expr {
  const args = given
    .flatMap((arg) => (arg.kind === 'BoolExpr' && arg.op === 'AND' ? arg.args : [arg]))
    .filter((arg) => arg.kind !== 'Const' || arg.value !== 1);
  const [only] = args;
  if (only === undefined) return boolConst(true);
  return args.length === 1 ? only : { kind: 'BoolExpr', type: 'bool', op: 'AND', args, location: -1 };
}
