/** COALESCE, GREATEST and LEAST: arguments of one common type (parser/parse_expr.c: transformCoalesceExpr, transformMinMaxExpr). */
import type { CoalesceExpr, MinMaxExpr, Node } from 'libpg-query';
import { comparisonOf, formatType } from '../../catalog/catalog.js';
import { finished } from '../resolve/coerce.js';
import { coerceToCommonType, selectCommonType } from '../resolve/common-type.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { present, type Item } from './item.js';

export function analyzeCoalesce(context: Context, node: CoalesceExpr): Item {
  const args = commonArguments(context, node.args, 'COALESCE');
  return { kind: 'CoalesceExpr', type: present(args[0]).type, args, location: context.at(node.location) };
}

export function analyzeMinMax(context: Context, node: MinMaxExpr): Item {
  const op = node.op === 'IS_LEAST' ? 'LEAST' : 'GREATEST';
  const location = context.at(node.location);
  const args = commonArguments(context, node.args, op);
  const { type } = present(args[0]);
  const func = comparisonOf('<', type) ?? null;
  if (func === null || !context.supports(func))
    throw context.unsupported(`${op} of type ${formatType(type)}`, location);
  return { kind: 'MinMaxExpr', type, op, func, args, location };
}

function commonArguments(context: Context, nodes: readonly Node[] | undefined, construct: string): Expr[] {
  const items = (nodes ?? []).map((node) => context.transform(node));
  const type = selectCommonType(context, items, construct);
  return items.map((item) => finished(context, coerceToCommonType(context, item, type, construct)));
}
