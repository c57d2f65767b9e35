/** An expression with other parts in the places of its own. */
import type { Expr } from './expression.js';

/** The same node over what `visit` makes of its parts, in the order in which they are written. */
export function rebuild(expr: Expr, visit: (part: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'Var':
    case 'Const':
    case 'Param':
    case 'CaseTestExpr':
      return expr;
    case 'FuncExpr':
    case 'BoolExpr':
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return { ...expr, args: expr.args.map(visit) };
    case 'NullTest':
    case 'BooleanTest':
      return { ...expr, arg: visit(expr.arg) };
    case 'DistinctExpr':
    case 'NullIfExpr':
      return { ...expr, left: visit(expr.left), right: visit(expr.right) };
    case 'ScalarArrayOpExpr':
      return { ...expr, scalar: visit(expr.scalar), elements: expr.elements.map(visit) };
    case 'CaseExpr':
      return {
        ...expr,
        arg: expr.arg === null ? null : visit(expr.arg),
        whens: expr.whens.map(({ when, then }) => ({ when: visit(when), then: visit(then) })),
        otherwise: visit(expr.otherwise),
      };
  }
}
