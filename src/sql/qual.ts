/** A WHERE clause as a list of conditions that must all be true (nodes/makefuncs.c, make_ands_implicit). */
import { isConst, truth } from './constants.js';
import type { Expr } from './expression.js';

export function qualList(expr: Expr): readonly Expr[] {
  if (expr.kind === 'BoolExpr' && expr.op === 'AND') return expr.args;
  return isConst(expr) && truth(expr) === true ? [] : [expr];
}
