/**
 * `x IN (…)`: the items without columns become one array that is searched, each other item a comparison of its own
 * (parser/parse_expr.c, transformAExprIn).
 */
import type { A_Expr } from 'libpg-query';
import { findType } from '../../catalog/catalog.js';
import { coerceToBoolean } from '../resolve/coerce.js';
import { commonType } from '../resolve/coercible.js';
import { coerceToCommonType } from '../resolve/common-type.js';
import { containsVar } from './contains-var.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { isExpr, present, type Item } from './item.js';
import { makeOperator, makeScalarArrayOp } from '../resolve/make-operator.js';
import { nameParts } from '../parse/names.js';

export function analyzeIn(context: Context, node: A_Expr): Item {
  const location = context.at(node.location);
  const name = present(nameParts(node.name)[0]);
  const useOr = name !== '<>';
  const scalar = context.transform(node.lexpr);
  const items = listOf(node).map((item) => context.transform(item));
  const constant = items.filter((item) => !isExpr(item) || !containsVar(item));
  const elementType = constant.length > 1 ? commonType([scalar.type, ...constant.map((item) => item.type)]) : undefined;
  const terms: Expr[] = [];
  let rest = items;
  let left = scalar;
  if (elementType !== undefined && findType(elementType)?.array != null) {
    const elements = constant.map((item) => coerceToCommonType(context, item, elementType, 'IN'));
    const search = makeScalarArrayOp(context, name, useOr, scalar, elements, elementType, location);
    terms.push(search);
    if (scalar.kind === 'UntypedParam') left = search.scalar;
    const searched = new Set(constant);
    rest = items.filter((item) => !searched.has(item));
  }
  for (const item of rest) {
    // The array's search has the left side too: nested INs of both kinds would double it at each level.
    if (terms.length > 0 && isExpr(left)) context.countNodes(left);
    terms.push(coerceToBoolean(context, makeOperator(context, name, [left, item], location), 'IN'));
  }
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return only;
  return { kind: 'BoolExpr', type: 'bool', op: useOr ? 'OR' : 'AND', args: terms, location };
}

/** The items of the right side. */
export function listOf(node: A_Expr): readonly NonNullable<A_Expr['rexpr']>[] {
  return node.rexpr !== undefined && 'List' in node.rexpr ? (node.rexpr.List.items ?? []) : [];
}
