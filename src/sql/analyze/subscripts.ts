/** `a[1]`, `a[1:2]`, `a[1][2]` (parser/parse_node.c, transformContainerSubscripts; utils/adt/arraysubs.c). */
import type { A_Indices, A_Indirection, Node } from 'libpg-query';
import { catalogType, formatType } from '../../catalog/catalog.js';
import { types } from '../../catalog/types.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import type { Const, FoldedFirst, Expr } from '../expression.js';
import { isComputed } from '../computed-types.js';
import type { Context } from './context.js';
import { exprLocation, type Item } from './item.js';
import { jsonbSubscripts } from './jsonb-subscripts.js';
import { unsupportedNode } from './unsupported.js';

const mostDimensions = 6;

export function analyzeSubscripts(context: Context, node: A_Indirection): Item {
  const parts = node.indirection ?? [];
  const indices = parts.flatMap((part) => ('A_Indices' in part ? [part.A_Indices] : []));
  if (indices.length < parts.length || indices.length === 0)
    throw unsupportedNode(context, { A_Indirection: node } as Node);
  const item = context.transform(node.arg);
  if (item.kind === 'Unknown') throw notSubscripted(context, 'unknown', exprLocation(item));
  const array = finished(context, item);
  const { element } = catalogType(array.type);
  const location = exprLocation(array);
  if (array.type === 'jsonb') return jsonbSubscripts(context, array, indices, location);
  if (element === null) throw notSubscripted(context, array.type, location);
  if (indices.length > mostDimensions) {
    throw context.error(
      '54000',
      `number of array dimensions (${indices.length}) exceeds the maximum allowed (${mostDimensions})`,
      -1,
    );
  }
  if (!isComputed(element)) throw context.unsupportedType(element, location);
  if (indices.some(({ is_slice }) => is_slice === true)) return slice(context, array, indices, location);
  const args = indices.map(({ uidx }) => bound(context, uidx));
  const func = `array_get_${types[element].representation}`;
  const foldedFirst: FoldedFirst = { args: [...args, array], strict: false };
  return {
    kind: 'FuncExpr',
    type: element,
    func,
    args: [array, ...args],
    construct: 'subscript',
    foldedFirst,
    location,
  };
}

const notSubscripted = (context: Context, type: string, location: number): Error =>
  context.error(
    '42804',
    `cannot subscript type ${formatType(type)} because it does not support subscripting`,
    location,
  );

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });

/** A subscript without a colon among slices is the slice from 1 to it. Constants are computed in PostgreSQL's order (SubscriptingRef): upper bounds first, the array last. */
function slice(context: Context, array: Expr, indices: readonly A_Indices[], location: number): Expr {
  let omitted = 0;
  const bounds = indices.flatMap(({ is_slice: isSlice, lidx, uidx }, i): Expr[] => {
    if (isSlice === true && lidx === undefined) omitted |= 1 << (2 * i);
    if (uidx === undefined) omitted |= 2 << (2 * i);
    return [
      lidx === undefined ? integer(1) : bound(context, lidx),
      uidx === undefined ? integer(0) : bound(context, uidx),
    ];
  });
  return {
    kind: 'FuncExpr',
    type: array.type,
    func: 'array_slice',
    args: [array, integer(omitted), ...bounds],
    construct: 'subscript',
    foldedFirst: {
      args: [...bounds.filter((_, i) => i % 2 === 1), ...bounds.filter((_, i) => i % 2 === 0), array],
      strict: false,
    },
    location,
  };
}

function bound(context: Context, node: Node | undefined): Expr {
  const item = context.transform(node);
  const coerced = coerceToTarget(context, item, 'int4', 'assignment', -1);
  if (coerced !== undefined) return finished(context, coerced);
  throw context.error('42804', 'array subscript must have type integer', exprLocation(item));
}
