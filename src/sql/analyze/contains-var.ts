/** Whether an expression depends on the row (optimizer/util/var.c, contain_vars_of_level). */
import { childrenOf } from '../children.js';
import type { Expr } from '../expression.js';

export function containsVar(expr: Expr): boolean {
  return expr.kind === 'Var' || childrenOf(expr).some(containsVar);
}
