/** Which expressions can never be null (compare optimizer/util/clauses.c, expr_is_nonnullable). */
import type { Expr, SupportedFunctions } from '../expression.js';

/** Whether the expression is never null; false when it is not known. */
export function isNotNull(expr: Expr, functions: SupportedFunctions): boolean {
  const each = (part: Expr): boolean => isNotNull(part, functions);
  switch (expr.kind) {
    case 'Var':
      return expr.notNull;
    case 'Const':
      return expr.value !== null;
    case 'NullTest':
    case 'BooleanTest':
    case 'DistinctExpr':
      return true;
    case 'FuncExpr':
      return !functions.nullsOf(expr.func).mayReturnNull && expr.args.every(each);
    case 'BoolExpr':
      return expr.args.every(each);
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return expr.args.some(each);
    case 'CaseExpr':
      return each(expr.otherwise) && expr.whens.every(({ then }) => each(then));
    case 'ScalarArrayOpExpr':
      return each(expr.scalar) && expr.elements.every(each);
    case 'Param':
    case 'CaseTestExpr':
    case 'NullIfExpr':
      return false;
  }
}
