/** Which expressions can never be null (compare optimizer/util/clauses.c, expr_is_nonnullable). */
import type { Expr } from '../expression.js';

/** Whether the expression is never null; false when it is not known. */
export function isNotNull(expr: Expr): boolean {
  switch (expr.kind) {
    case 'Var':
      return expr.notNull;
    case 'Const':
      return expr.value !== null;
    case 'NullTest':
    case 'BooleanTest':
    case 'DistinctExpr':
      return true;
    // All functions are strict, and none with which quern computes returns null of its own accord.
    case 'FuncExpr':
    case 'BoolExpr':
      return expr.args.every(isNotNull);
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return expr.args.some(isNotNull);
    case 'CaseExpr':
      return isNotNull(expr.otherwise) && expr.whens.every(({ then }) => isNotNull(then));
    case 'ScalarArrayOpExpr':
      return isNotNull(expr.scalar) && expr.elements.every(isNotNull);
    case 'Param':
    case 'CaseTestExpr':
    case 'NullIfExpr':
      return false;
  }
}
