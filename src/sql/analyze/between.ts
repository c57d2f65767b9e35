/** BETWEEN is two comparisons, and its operand is evaluated in each (parser/parse_expr.c, transformAExprBetween). */
import type { A_Expr, Node } from 'libpg-query';
import { listOf } from './in.js';
import { coerceToBoolean } from '../resolve/coerce.js';
import type { Context } from './context.js';
import type { BoolExpr, Expr } from '../expression.js';
import type { Item } from './item.js';
import { makeOperator } from '../resolve/make-operator.js';

type Between = 'AEXPR_BETWEEN' | 'AEXPR_NOT_BETWEEN' | 'AEXPR_BETWEEN_SYM' | 'AEXPR_NOT_BETWEEN_SYM';

export function analyzeBetween(context: Context, node: A_Expr, kind: Between): Item {
  const location = context.at(node.location);
  const [low, high] = listOf(node);
  const compare = (operator: string, right: Node | undefined): Expr =>
    finishedBoolean(
      context,
      makeOperator(context, operator, [context.transform(node.lexpr), context.transform(right)], location),
    );
  const join = (op: 'AND' | 'OR', args: readonly Expr[]): BoolExpr => ({
    kind: 'BoolExpr',
    type: 'bool',
    op,
    args,
    location,
  });
  const inside = (a: Node | undefined, b: Node | undefined) => join('AND', [compare('>=', a), compare('<=', b)]);
  const outside = (a: Node | undefined, b: Node | undefined) => join('OR', [compare('<', a), compare('>', b)]);
  switch (kind) {
    case 'AEXPR_BETWEEN':
      return inside(low, high);
    case 'AEXPR_NOT_BETWEEN':
      return outside(low, high);
    case 'AEXPR_BETWEEN_SYM':
      return join('OR', [inside(low, high), inside(high, low)]);
    case 'AEXPR_NOT_BETWEEN_SYM':
      return join('AND', [outside(low, high), outside(high, low)]);
  }
}

const finishedBoolean = (context: Context, item: Item): Expr => coerceToBoolean(context, item, 'AND');
