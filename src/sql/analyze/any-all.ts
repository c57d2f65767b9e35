/**
 * `x op ANY (…)` and `x op ALL (…)` over the elements of ARRAY[…] or of an array's literal (parser/parse_expr.c, transformAExprOpAny;
 * parser/parse_oper.c, make_scalar_array_op). The elements are compared one by one, so no array is made.
 */
import type { A_Expr, Node } from 'libpg-query';
import { catalogType, findType } from '../../catalog/catalog.js';
import { commonType } from '../resolve/coercible.js';
import { coerceToCommonType } from '../resolve/common-type.js';
import { resolveOperator, unsupportedOperator, makeScalarArrayOp } from '../resolve/make-operator.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { nameParts } from '../parse/names.js';
import { resolveTypeName } from '../resolve/type-name.js';
import { actualTypes } from '../resolve/polymorphic.js';
import type { Expr } from '../expression.js';
import { arrayElements } from '../../catalog/array-literal.js';
import type { Context } from './context.js';
import { present, type Item } from './item.js';

export function analyzeAnyAll(context: Context, node: A_Expr, useOr: boolean): Item {
  const location = context.at(node.location);
  const name = present(nameParts(node.name).at(-1));
  const scalar = context.transform(node.lexpr);
  const found = elementsOf(context, node.rexpr, () => elementTypeFor(context, name, scalar, location));
  if (found === undefined) return overArray(context, name, useOr, scalar, context.transform(node.rexpr), location);
  return makeScalarArrayOp(context, name, useOr, scalar, found.elements, found.type, location);
}

interface Elements {
  readonly type: string;
  readonly elements: readonly Item[];
}

/** The type that the operator gives to the elements of a literal; undefined where the scalar has none either. */
function elementTypeFor(context: Context, name: string, scalar: Item, location: number): string | undefined {
  if (scalar.type === 'unknown') return undefined;
  const types = [scalar.type, 'unknown'];
  const { args, result } = resolveOperator(context, name, types, location);
  return actualTypes(types, args, result)?.args[1];
}

/** The elements where the right side says them: ARRAY[…], a literal, or either cast to an array's type. */
function elementsOf(
  context: Context,
  node: Node | undefined,
  typeOfLiteral: () => string | undefined,
): Elements | undefined {
  if (node === undefined) return undefined;
  if ('A_ArrayExpr' in node) {
    const items = (node.A_ArrayExpr.elements ?? []).map((element) => context.transform(element));
    if (items.length === 0) return undefined;
    const type = commonType(items.map((item) => item.type));
    // Arrays within are rows of one array.
    return type === undefined || findType(type)?.element !== null ? undefined : typed(context, type, items);
  }
  if ('A_Const' in node && node.A_Const.sval !== undefined) {
    const type = typeOfLiteral();
    if (type === undefined) return undefined;
    return literalElements(context, node.A_Const.sval.sval ?? '', type, context.at(node.A_Const.location));
  }
  if (!('TypeCast' in node) || node.TypeCast.typeName === undefined) return undefined;
  const { arg, typeName } = node.TypeCast;
  const location = context.at(typeName.location);
  const { name, typmod } = resolveTypeName(typeName, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
    declared: (declared) => context.declaredType(declared),
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

/** The operator with each element of an array that is a value: a column, a parameter, the result of a function. */
function overArray(context: Context, name: string, useOr: boolean, scalar: Item, array: Item, location: number): Item {
  const element = array.type === 'unknown' ? 'unknown' : catalogType(array.type).element;
  if (element === null) throw context.error('42809', 'op ANY/ALL (array) requires array on right side', location);
  const operator = resolveOperator(context, name, [scalar.type, element], location);
  if (operator.result !== 'bool')
    throw context.error('42809', 'op ANY/ALL (array) requires operator to yield boolean', location);
  const actual = actualTypes([scalar.type, element], operator.args, operator.result);
  const [left, right] = actual?.args ?? [];
  const arrayType = right === undefined ? undefined : findType(right)?.array;
  if (left === undefined || arrayType == null || operator.func === null || !context.supports(operator.func))
    throw unsupportedOperator(context, operator, location);
  const args: Expr[] = [
    { kind: 'Const', type: 'int4', value: context.numberOf(operator.func), location: -1 },
    { kind: 'Const', type: 'bool', value: useOr ? 1 : 0, location: -1 },
    argument(context, scalar, left),
    argument(context, array, arrayType),
  ];
  context.countNode();
  return { kind: 'FuncExpr', type: 'bool', func: 'array_any', args, location };
}

const argument = (context: Context, item: Item, type: string): Expr =>
  finished(context, present(coerceToTarget(context, item, type, 'implicit', -1)));
