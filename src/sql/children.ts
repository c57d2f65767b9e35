/** The parts of an expression, in the order in which they are written (nodes/nodeFuncs.c, expression_tree_walker). */
import type { Expr } from './expression.js';

const none: readonly Expr[] = [];

export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'Var':
    case 'Const':
    case 'Param':
    case 'CaseTestExpr':
      return none;
    case 'FuncExpr':
    case 'BoolExpr':
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return expr.args;
    case 'NullTest':
    case 'BooleanTest':
      return [expr.arg];
    case 'DistinctExpr':
    case 'NullIfExpr':
      return [expr.left, expr.right];
    case 'ScalarArrayOpExpr':
      return [expr.scalar, ...expr.elements];
    case 'CaseExpr':
      return [
        ...(expr.arg === null ? none : [expr.arg]),
        ...expr.whens.flatMap(({ when, then }) => [when, then]),
        expr.otherwise,
      ];
  }
}

/** Whether the expression has no more than so many parts, itself among them. It looks at no more of them than that. */
export function hasAtMost(most: number, expr: Expr): boolean {
  let left = most;
  const fits = (part: Expr): boolean => --left >= 0 && childrenOf(part).every(fits);
  return fits(expr);
}
