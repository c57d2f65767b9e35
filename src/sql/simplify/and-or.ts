/**
 * AND and OR: nested ones are flattened, neutral constants dropped, and a deciding constant ends the work at once, so that what
 * follows it is never folded and cannot raise (clauses.c: simplify_and_arguments, simplify_or_arguments).
 */
import { boolConst, isConst, truth } from './constants.js';
import type { BoolExpr, Expr } from '../expression.js';
import type { Simplifier } from './simplifier.js';

export function simplifyAndOr(simplifier: Simplifier, expr: BoolExpr): Expr {
  const { op } = expr;
  /** What decides the whole: false for AND, true for OR. */
  const deciding = op === 'OR';
  const kept: Expr[] = [];
  let sawNull = false;
  /** The next to process is the last. */
  const todo: Expr[] = [];
  const put = (args: readonly Expr[]) => {
    for (const arg of args.toReversed()) todo.push(arg);
  };
  put(expr.args);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.kind === 'BoolExpr' && next.op === op) {
      put(next.args);
      continue;
    }
    const arg = simplifier.simplify(next);
    if (arg.kind === 'BoolExpr' && arg.op === op) put(arg.args);
    else if (!isConst(arg)) kept.push(arg);
    else if (truth(arg) === deciding) return boolConst(deciding, expr.location);
    else if (truth(arg) === null) sawNull = true;
  }
  if (sawNull) kept.push(boolConst(null, expr.location));
  const [only] = kept;
  if (only === undefined) return boolConst(!deciding, expr.location);
  return kept.length === 1 ? only : { ...expr, args: kept };
}
