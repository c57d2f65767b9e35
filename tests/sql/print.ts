/** A typed expression as text: functions by their C names, constants with their types. */
import type { Expr } from '../../src/sql/expression.js';

export function print(expr: Expr): string {
  const list = (exprs: readonly Expr[]) => exprs.map(print).join(', ');
  switch (expr.kind) {
    case 'Var':
      return expr.name;
    case 'Const':
      return expr.value === null
        ? `NULL:${expr.type}`
        : expr.type === 'bool'
          ? expr.value === 0
            ? 'false'
            : 'true'
          : `${String(expr.value)}:${expr.type}`;
    case 'Param':
      return `$${expr.number}:${expr.type}`;
    case 'FuncExpr':
      return `${expr.func}(${list(expr.args)})`;
    case 'BoolExpr':
      return `${expr.op}(${list(expr.args)})`;
    case 'NullTest':
    case 'BooleanTest':
      return `${expr.test}(${print(expr.arg)})`;
    case 'DistinctExpr':
      return `DISTINCT ${expr.func}(${print(expr.left)}, ${print(expr.right)})`;
    case 'NullIfExpr':
      return `NULLIF ${expr.func}(${print(expr.left)}, ${print(expr.right)})`;
    case 'ScalarArrayOpExpr':
      return `${expr.useOr ? 'ANY' : 'ALL'} ${expr.func}(${print(expr.scalar)}, [${list(expr.elements)}])`;
    case 'CaseExpr':
      return `CASE${expr.arg === null ? '' : ` ${print(expr.arg)}`}${expr.whens.map(({ when, then }) => ` WHEN ${print(when)} THEN ${print(then)}`).join('')} ELSE ${print(expr.otherwise)} END`;
    case 'CaseTestExpr':
      return `ARG:${expr.type}`;
    case 'CoalesceExpr':
      return `COALESCE(${list(expr.args)})`;
    case 'MinMaxExpr':
      return `${expr.op} ${expr.func}(${list(expr.args)})`;
  }
}
