/** An expression as a text that is the same for equal expressions and for no others: what terms are found by and trees are compared by. */
import type { Expr } from '../sql/expression.js';

/** The text. A column's name and where things were written play no part; nor does the type as which the whole is labelled. */
export function keyOf(expr: Expr): string {
  switch (expr.kind) {
    case 'Var':
      return `column ${expr.column}`;
    case 'Const':
      return `${expr.value === null ? 'null' : JSON.stringify(printable(expr.value))}`;
    case 'Param':
      return `$${expr.number}`;
    case 'CaseTestExpr':
      return 'case';
    case 'FuncExpr':
      return `${expr.func}${expr.reversed === true ? '~' : ''}(${list(expr.args)})`;
    case 'BoolExpr':
      return `${expr.op}(${list(expr.args)})`;
    case 'NullTest':
    case 'BooleanTest':
      return `${expr.test}(${typed(expr.arg)})`;
    case 'DistinctExpr':
    case 'NullIfExpr':
      return `${expr.kind} ${expr.func}(${list([expr.left, expr.right])})`;
    case 'ScalarArrayOpExpr':
      return `${expr.func} ${expr.useOr ? 'ANY' : 'ALL'}(${typed(expr.scalar)}; ${list(expr.elements)})`;
    case 'CaseExpr':
      return `CASE(${expr.arg === null ? '' : typed(expr.arg)}; ${list(expr.whens.flatMap(({ when, then }) => [when, then]))}; ${typed(expr.otherwise)})`;
    case 'CoalesceExpr':
      return `COALESCE(${list(expr.args)})`;
    case 'MinMaxExpr':
      return `${expr.op} ${expr.func}(${list(expr.args)})`;
  }
}

const typed = (expr: Expr): string => `${keyOf(expr)}:${expr.type}`;

const list = (exprs: readonly Expr[]): string => exprs.map(typed).join(', ');

const printable = (value: number | bigint | string): string =>
  `${typeof value === 'string' ? 'text' : ''} ${Object.is(value, -0) ? '-0' : String(value)}`;

/** Whether two expressions are the same, type and all. */
export const areSame = (a: Expr, b: Expr): boolean => a.type === b.type && keyOf(a) === keyOf(b);
