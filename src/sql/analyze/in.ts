/**
 * `x IN (…)`: the items without columns become one array that is searched, each other item a comparison of its own
 * (parser/parse_expr.c, transformAExprIn).
 */
import type { A_Expr, RowExpr } from 'libpg-query';
import { findType } from '../../catalog/catalog.js';
import { coerceToBoolean } from '../resolve/coerce.js';
import { commonType } from '../resolve/coercible.js';
import { coerceToCommonType } from '../resolve/common-type.js';
import { containsVar } from './contains-var.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { isExpr, present, type Item } from './item.js';
import { compareRows, rowOf } from './row.js';
import { makeOperator, makeScalarArrayOp } from '../resolve/make-operator.js';
import { nameParts } from '../parse/names.js';

export function analyzeIn(context: Context, node: A_Expr): Item {
  const location = context.at(node.location);
  const name = present(nameParts(node.name)[0]);
  const useOr = name !== '<>';
  const row = rowOf(node.lexpr);
  if (row !== undefined) return rowsIn(context, row, node, useOr, location);
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

/** `(a, b) IN ((1, 2), …)`: a comparison of rows for each. */
function rowsIn(context: Context, row: RowExpr, node: A_Expr, useOr: boolean, location: number): Item {
  const args = listOf(node).map((item) => {
    const other = rowOf(item);
    if (other === undefined) throw context.unsupported('a row compared with what is no row', location);
    return compareRows(context, useOr ? '=' : '<>', row, other, location);
  });
  const [only] = args;
  if (only !== undefined && args.length === 1) return only;
  return { kind: 'BoolExpr', type: 'bool', op: useOr ? 'OR' : 'AND', args, location };
}

/** The items of the right side. */
export function listOf(node: A_Expr): readonly NonNullable<A_Expr['rexpr']>[] {
  return node.rexpr !== undefined && 'List' in node.rexpr ? (node.rexpr.List.items ?? []) : [];
}
