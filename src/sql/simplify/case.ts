/** CASE and COALESCE: branches that cannot be reached are dropped before they are folded (clauses.c, T_CaseExpr, T_CoalesceExpr). */
import { isConst, isNullConst, nullConst, truth } from './constants.js';
import type { CaseExpr, CaseWhen, CoalesceExpr, Expr } from '../expression.js';
import type { Simplifier } from './simplifier.js';

export function simplifyCase(simplifier: Simplifier, expr: CaseExpr): Expr {
  const tested = expr.arg === null ? null : simplifier.simplify(expr.arg);
  const value = tested !== null && isConst(tested) ? tested : undefined;
  const inside = (part: Expr) => simplifier.withCaseValue(value, part);
  const whens: CaseWhen[] = [];
  let otherwise: Expr | undefined;
  for (const { when, then } of expr.whens) {
    const condition = inside(when);
    if (!isConst(condition)) whens.push({ when: condition, then: inside(then) });
    else if (truth(condition) === true) {
      otherwise = inside(then);
      break;
    }
  }
  otherwise ??= inside(expr.otherwise);
  return whens.length === 0 ? otherwise : { ...expr, arg: value === undefined ? tested : null, whens, otherwise };
}

export function simplifyCoalesce(simplifier: Simplifier, expr: CoalesceExpr): Expr {
  const args: Expr[] = [];
  for (const each of expr.args) {
    const arg = simplifier.simplify(each);
    if (isNullConst(arg)) continue;
    args.push(arg);
    if (isConst(arg)) break;
  }
  const [only] = args;
  if (only === undefined) return nullConst(expr);
  return args.length === 1 ? only : { ...expr, args };
}
