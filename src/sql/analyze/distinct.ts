/** IS [NOT] DISTINCT FROM and NULLIF (parser/parse_expr.c: transformAExprDistinct, transformAExprNullIf). */
import type { A_Expr, Node } from 'libpg-query';
import { nullTest } from './boolean.js';
import type { Context } from './context.js';
import type { DistinctExpr } from '../expression.js';
import type { Item } from './item.js';
import { makeComparison } from '../resolve/make-operator.js';

export function analyzeDistinct(context: Context, node: A_Expr, negate: boolean): Item {
  const location = context.at(node.location);
  // An undecorated NULL on either side makes it a null test of the other.
  const other = isNullLiteral(node.rexpr) ? node.lexpr : isNullLiteral(node.lexpr) ? node.rexpr : undefined;
  if (other !== undefined)
    return nullTest(context, negate ? 'IS_NULL' : 'IS_NOT_NULL', context.transform(other), location);
  const { func, left, right } = makeComparison(
    context,
    '=',
    context.transform(node.lexpr),
    context.transform(node.rexpr),
    location,
  );
  const distinct: DistinctExpr = { kind: 'DistinctExpr', type: 'bool', func, left, right, location };
  return negate ? { kind: 'BoolExpr', type: 'bool', op: 'NOT', args: [distinct], location } : distinct;
}

const isNullLiteral = (node: Node | undefined) =>
  node !== undefined && 'A_Const' in node && node.A_Const.isnull === true;

export function analyzeNullIf(context: Context, node: A_Expr): Item {
  const location = context.at(node.location);
  const { func, left, right } = makeComparison(
    context,
    '=',
    context.transform(node.lexpr),
    context.transform(node.rexpr),
    location,
  );
  return { kind: 'NullIfExpr', type: left.type, func, left, right, location };
}
