/**
 * A WHERE clause as a list of conditions that must all be true (nodes/makefuncs.c, make_ands_implicit). At the top, false and null are the
 * same, so that a constant null decides an AND and leaves an OR (optimizer/prep/prepqual.c, find_duplicate_ors).
 */
import { boolConst, isConst, truth } from './constants.js';
import type { Expr } from '../expression.js';

export function qualList(expr: Expr): readonly Expr[] {
  const qual = withoutNulls(expr);
  if (qual.kind === 'BoolExpr' && qual.op === 'AND') return qual.args;
  return isConst(qual) && truth(qual) === true ? [] : [qual];
}

/** The same condition for a WHERE without constants under the ANDs and ORs at its top. */
function withoutNulls(expr: Expr): Expr {
  if (expr.kind !== 'BoolExpr' || expr.op === 'NOT') return expr;
  const { op } = expr;
  const kept: Expr[] = [];
  for (const each of expr.args) {
    const arg = withoutNulls(each);
    if (!isConst(arg)) {
      for (const part of arg.kind === 'BoolExpr' && arg.op === op ? arg.args : [arg]) kept.push(part);
    } else if ((truth(arg) === true) === (op === 'OR')) {
      return boolConst(op === 'OR', expr.location);
    }
  }
  const [only] = kept;
  if (only === undefined) return boolConst(op === 'AND', expr.location);
  if (kept.length === 1) return only;
  // No second tree where nothing has changed.
  const isSame = kept.length === expr.args.length && kept.every((arg, i) => arg === expr.args[i]);
  return isSame ? expr : { ...expr, args: kept };
}
