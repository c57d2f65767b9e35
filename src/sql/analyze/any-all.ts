/**
 * `x op ANY (…)` and `x op ALL (…)` over the elements of ARRAY[…] or of an array's literal (parser/parse_expr.c, transformAExprOpAny;
 * parser/parse_oper.c, make_scalar_array_op). The elements are compared one by one, so no array is made.
 */
import type { A_Expr, Node } from 'libpg-query';
import { catalogType, findType, formatType } from '../../catalog/catalog.js';
import { commonType } from '../resolve/coercible.js';
import { coerceToCommonType } from '../resolve/common-type.js';
import { makeScalarArrayOp } from '../resolve/make-operator.js';
import { nameParts } from '../parse/names.js';
import { resolveTypeName } from '../resolve/type-name.js';
import { arrayElements } from './array-literal.js';
import type { Context } from './context.js';
import { exprLocation, present, type Item } from './item.js';

export function analyzeAnyAll(context: Context, node: A_Expr, useOr: boolean): Item {
  const location = context.at(node.location);
  const name = present(nameParts(node.name).at(-1));
  const scalar = context.transform(node.lexpr);
  const found = elementsOf(context, node.rexpr, scalar);
  if (found === undefined) throw refusal(context, node.rexpr, location);
  return makeScalarArrayOp(context, name, useOr, scalar, found.elements, found.type, location);
}

interface Elements {
  readonly type: string;
  readonly elements: readonly Item[];
}

/** The elements where the right side says them: ARRAY[…], a literal, or either cast to an array's type. */
function elementsOf(context: Context, node: Node | undefined, scalar: Item): Elements | undefined {
  if (node === undefined) return undefined;
  if ('A_ArrayExpr' in node) {
    const items = (node.A_ArrayExpr.elements ?? []).map((element) => context.transform(element));
    if (items.length === 0) return undefined;
    const type = commonType(items.map((item) => item.type));
    return type === undefined ? undefined : typed(context, type, items);
  }
  if ('A_Const' in node && node.A_Const.sval !== undefined) {
    if (scalar.type === 'unknown') return undefined;
    return literalElements(context, node.A_Const.sval.sval ?? '', scalar.type, context.at(node.A_Const.location));
  }
  if (!('TypeCast' in node) || node.TypeCast.typeName === undefined) return undefined;
  const { arg, typeName } = node.TypeCast;
  const location = context.at(typeName.location);
  const { name, typmod } = resolveTypeName(typeName, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
  });
  const element = catalogType(name).element;
  if (element === null || typmod >= 0) return undefined;
  if (arg !== undefined && 'A_Const' in arg && arg.A_Const.sval !== undefined)
    return literalElements(context, arg.A_Const.sval.sval ?? '', element, context.at(arg.A_Const.location));
  if (arg === undefined || !('A_ArrayExpr' in arg)) return undefined;
  const items = (arg.A_ArrayExpr.elements ?? []).map((each) => context.transform(each));
  return typed(context, element, items);
}

const typed = (context: Context, type: string, items: readonly Item[]): Elements => ({
  type,
  elements: items.map((item) => coerceToCommonType(context, item, type, 'ARRAY')),
});

/** The elements of an array's literal, each a literal of the element's type; undefined where it has more than one dimension. */
function literalElements(context: Context, text: string, type: string, location: number): Elements | undefined {
  if (findType(type)?.array === null) return undefined;
  const texts = arrayElements(text);
  if (texts === undefined) throw context.error('22P02', `malformed array literal: "${text}"`, location);
  if (texts === 'dimensions') return undefined;
  return typed(
    context,
    type,
    texts.map((value): Item => ({ kind: 'Unknown', type: 'unknown', value, location })),
  );
}

function refusal(context: Context, node: Node | undefined, location: number): Error {
  const item = context.transform(node);
  if (item.type !== 'unknown' && catalogType(item.type).element === null)
    return context.error('42809', 'op ANY/ALL (array) requires array on right side', location);
  return context.unsupported(
    `ANY or ALL of ${item.type === 'unknown' ? 'this array' : formatType(item.type)}`,
    exprLocation(item) >= 0 ? exprLocation(item) : location,
    'Write IN (…), or ARRAY[…] with its elements.',
  );
}
