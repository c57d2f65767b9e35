/** IS [NOT] DISTINCT FROM and NULLIF (parser/parse_expr.c: transformAExprDistinct, transformAExprNullIf). */
import type { A_Expr, Node, RowExpr } from 'libpg-query';
import { nullTest } from './boolean.js';
import type { Context } from './context.js';
import type { DistinctExpr, Expr } from '../expression.js';
import type { Item } from './item.js';
import { rowOf } from './row.js';
import { makeComparison } from '../resolve/make-operator.js';

export function analyzeDistinct(context: Context, node: A_Expr, negate: boolean): Item {
  const location = context.at(node.location);
  // An undecorated NULL on either side makes it a null test of the other.
  const other = isNullLiteral(node.rexpr) ? node.lexpr : isNullLiteral(node.lexpr) ? node.rexpr : undefined;
  if (other !== undefined)
    return nullTest(context, negate ? 'IS_NULL' : 'IS_NOT_NULL', context.transform(other), location);
  const left = rowOf(node.lexpr);
  const right = rowOf(node.rexpr);
  const distinct =
    left !== undefined && right !== undefined
      ? distinctRows(context, left, right, location)
      : distinctFrom(context, node.lexpr, node.rexpr, location);
  return negate ? { kind: 'BoolExpr', type: 'bool', op: 'NOT', args: [distinct], location } : distinct;
}

function distinctFrom(context: Context, a: Node | undefined, b: Node | undefined, location: number): DistinctExpr {
  const { func, left, right } = makeComparison(context, '=', context.transform(a), context.transform(b), location);
  return { kind: 'DistinctExpr', type: 'bool', func, left, right, location };
}

/** Rows are distinct where one of their pairs is (parser/parse_expr.c: make_row_distinct_op). */
function distinctRows(context: Context, left: RowExpr, right: RowExpr, location: number): Expr {
  const lefts = left.args ?? [];
  const rights = right.args ?? [];
  if (lefts.length !== rights.length)
    throw context.error('42601', 'unequal number of entries in row expressions', location);
  const pairs = lefts.map((each, i) => distinctFrom(context, each, rights[i], location));
  const [only] = pairs;
  if (only === undefined) return { kind: 'Const', type: 'bool', value: 0, location };
  return pairs.length === 1 ? only : { kind: 'BoolExpr', type: 'bool', op: 'OR', args: pairs, location };
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
