/** A turned condition as a text that is equal for equal programs: all that a program is made of, without names and places in the SQL. */
import type { Expr } from '../../sql/expression.js';

/** `columns` are the row's columns that the parameters stand for. */
export function shapeText(expr: Expr, columns: readonly number[]): string {
  const text = (part: Expr): string => shapeText(part, columns);
  const list = (parts: readonly Expr[]): string => parts.map(text).join(',');
  switch (expr.kind) {
    case 'Var':
      return `?${expr.column}:${expr.type}`;
    case 'Param':
      return `$${columns[expr.number - 1] ?? ''}`;
    case 'Const':
      return `${expr.type} ${constantText(expr.value)}`;
    case 'CaseTestExpr':
      return `case:${expr.type}`;
    case 'FuncExpr':
      return `${expr.func}:${expr.type}(${list(expr.args)})`;
    case 'BoolExpr':
      return `${expr.op}(${list(expr.args)})`;
    case 'NullTest':
    case 'BooleanTest':
      return `${expr.test}(${text(expr.arg)})`;
    case 'DistinctExpr':
    case 'NullIfExpr':
      return `${expr.kind} ${expr.func}(${text(expr.left)},${text(expr.right)})`;
    case 'ScalarArrayOpExpr':
      return `${expr.useOr ? 'ANY' : 'ALL'} ${expr.func}(${text(expr.scalar)};${list(expr.elements)})`;
    case 'CaseExpr': {
      const whens = expr.whens.map(({ when, then }) => `${text(when)}>${text(then)}`).join(';');
      return `CASE:${expr.type}(${expr.arg === null ? '' : text(expr.arg)};${whens};${text(expr.otherwise)})`;
    }
    case 'CoalesceExpr':
      return `COALESCE:${expr.type}(${list(expr.args)})`;
    case 'MinMaxExpr':
      return `${expr.op} ${expr.func}(${list(expr.args)})`;
  }
}

function constantText(value: string | number | bigint | null): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}
