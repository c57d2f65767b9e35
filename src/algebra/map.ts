/** An expression with its parts replaced, from the innermost outwards. */
import type { Expr } from '../sql/expression.js';

export function mapExpr(expr: Expr, replace: (expr: Expr) => Expr): Expr {
  const of = (part: Expr): Expr => mapExpr(part, replace);
  switch (expr.kind) {
    case 'Var':
    case 'Const':
    case 'Param':
    case 'CaseTestExpr':
      return replace(expr);
    case 'FuncExpr':
    case 'BoolExpr':
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return replace({ ...expr, args: expr.args.map(of) });
    case 'NullTest':
    case 'BooleanTest':
      return replace({ ...expr, arg: of(expr.arg) });
    case 'DistinctExpr':
    case 'NullIfExpr':
      return replace({ ...expr, left: of(expr.left), right: of(expr.right) });
    case 'ScalarArrayOpExpr':
      return replace({ ...expr, scalar: of(expr.scalar), elements: expr.elements.map(of) });
    case 'CaseExpr':
      return replace({
        ...expr,
        arg: expr.arg === null ? null : of(expr.arg),
        whens: expr.whens.map(({ when, then }) => ({ when: of(when), then: of(then) })),
        otherwise: of(expr.otherwise),
      });
  }
}
