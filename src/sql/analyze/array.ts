/** ARRAY[…] (parser/parse_expr.c, transformArrayExpr): elements of a common type, or arrays that become one of a further dimension. */
import type { A_ArrayExpr, Node } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { coerceToCommonType, selectCommonType } from '../resolve/common-type.js';
import type { Expr } from '../expression.js';
import { isComputed } from '../computed-types.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';

export const analyzeArray = (context: Context, node: A_ArrayExpr): Item => arrayOf(context, node, undefined);

/** The constructor; with a type, which a cast says, the elements are cast to that of its elements. */
export function arrayOf(context: Context, node: A_ArrayExpr, cast: string | undefined): Expr {
  const location = context.at(node.location);
  const items = (node.elements ?? []).map((element) => elementOf(context, element, cast));
  const nested = items.some(({ type }) => type !== 'unknown' && catalogType(type).element !== null);
  const type = cast ?? arrayType(context, items, location);
  if (!isComputed(type)) throw context.unsupportedType(type, location);
  const element = present(catalogType(type).element ?? undefined);
  if (!isComputed(element)) throw context.unsupportedType(element, location);
  const inner = nested ? type : element;
  const args = items.map((item) => finished(context, asElement(context, item, inner, cast !== undefined)));
  return make(nested ? 'array_make_nested' : 'array_make', type, element, args, location);
}

/** An array of items that are of its elements' type. */
export function arrayOfItems(context: Context, type: TypeName, items: readonly Expr[]): Expr {
  const element = present(catalogType(type).element ?? undefined);
  if (!isComputed(element)) throw context.unsupportedType(element, -1);
  return make('array_make', type, element, items, -1);
}

function make(func: string, type: TypeName, element: TypeName, elements: readonly Expr[], location: number): Expr {
  const oid: Expr = { kind: 'Const', type: 'int4', value: types[element].oid, location: -1 };
  return { kind: 'FuncExpr', type, func, args: [oid, ...elements], location };
}

/** A constructor within is of the same type. */
function elementOf(context: Context, node: Node, cast: string | undefined): Item {
  if (!('A_ArrayExpr' in node)) return context.transform(node);
  context.countNode();
  return arrayOf(context, node.A_ArrayExpr, cast);
}

/** The array's type: that of the elements, where they are arrays, or one over it. */
function arrayType(context: Context, items: readonly Item[], location: number): string {
  if (items.length === 0) {
    throw context.error(
      '42P18',
      'cannot determine type of empty array',
      location,
      'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
    );
  }
  const common = selectCommonType(context, items, 'ARRAY');
  const { element, array } = catalogType(common);
  if (element !== null) return common;
  if (array === null)
    throw context.error('42704', `could not find array type for data type ${formatType(common)}`, location);
  return array;
}

function asElement(context: Context, item: Item, type: string, hard: boolean): Item {
  if (!hard) return coerceToCommonType(context, item, type, 'ARRAY');
  const cast = coerceToTarget(context, item, type, 'explicit', -1);
  if (cast !== undefined) return cast;
  throw context.error('42846', `cannot cast type ${formatType(item.type)} to ${formatType(type)}`, exprLocation(item));
}
