/**
 * Making an expression another type, by a path that is known to exist (parser/parse_coerce.c: coerce_type,
 * coerce_to_target_type, coerce_to_boolean).
 */
import { formatType } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import { canCoerce } from './coercible.js';
import { findCoercionPathway, type CoercionContext } from './coercion-pathway.js';
import { isComputed, type Context } from '../analyze/context.js';
import type { Const, Expr } from '../expression.js';
import { exprLocation, isExpr, type Item, type UnknownLiteral } from '../analyze/item.js';
import { coerceNumeric, numericFromInteger, numericFromText } from '../analyze/numeric-literal.js';

/** The item as the type; for a numeric constant as numeric, the item itself. */
export function coerceType(
  context: Context,
  item: Item,
  type: string,
  coercion: CoercionContext,
  location: number,
): Item {
  if (item.type === type) return item;
  if (item.kind === 'Unknown') return coerceLiteral(context, item, type);
  if (item.kind === 'UntypedParam') {
    if (!isComputed(type)) throw context.unsupportedType(type, item.location);
    return context.params.resolve(context, item, type, location);
  }
  if (item.kind === 'Numeric') return coerceNumeric(context, item, type, location);
  const pathway = findCoercionPathway(item.type, type, coercion);
  if (type === 'numeric' && item.kind === 'Const') {
    const numeric = numericFromInteger(item);
    if (numeric) return numeric;
  }
  if (!isComputed(type)) throw context.unsupportedType(type, location >= 0 ? location : exprLocation(item));
  const func =
    pathway?.method === 'function' ? pathway.func : pathway?.method === 'viaIO' ? conversion(item.type, type) : null;
  if (func === null || !context.supports(func)) {
    throw context.unsupported(
      `cast from ${formatType(item.type)} to ${formatType(type)}`,
      location >= 0 ? location : exprLocation(item),
    );
  }
  context.countNode();
  return { kind: 'FuncExpr', type, func, args: [item], location };
}

/** A CoerceViaIO among the nine types has text on one side, so that one function does it. */
const conversion = (source: TypeName, target: TypeName): string =>
  target === 'text' ? types[source].output : types[target].input;

/** An unknown literal goes through the type's input function now, whatever becomes of the expression. */
function coerceLiteral(context: Context, { value, location }: UnknownLiteral, type: string): Item {
  if (type === 'numeric') return numericFromText(context, value, location);
  if (!isComputed(type)) throw context.unsupportedType(type, location);
  if (value === null || type === 'text') return { kind: 'Const', type, value, location };
  const text: Const = { kind: 'Const', type: 'text', value, location };
  return { kind: 'Const', type, value: context.call(types[type].input, type, [text], location), location };
}

/** The item as the type if the context allows it. */
export function coerceToTarget(
  context: Context,
  item: Item,
  type: string,
  coercion: CoercionContext,
  location: number,
): Item | undefined {
  return canCoerce([item.type], [type], coercion) ? coerceType(context, item, type, coercion, location) : undefined;
}

/** The item as a boolean; `construct` is how an error calls the place. */
export function coerceToBoolean(context: Context, item: Item, construct: string): Expr {
  const coerced = coerceToTarget(context, item, 'bool', 'assignment', -1);
  if (coerced === undefined) {
    throw context.error(
      '42804',
      `argument of ${construct} must be type boolean, not type ${formatType(item.type)}`,
      exprLocation(item),
    );
  }
  return finished(context, coerced);
}

/** The item as it stands in the finished tree: a literal that nothing gave a type is text. */
export function finished(context: Context, item: Item): Expr {
  if (isExpr(item)) return item;
  if (item.kind === 'Numeric') throw context.unsupportedType('numeric', item.location);
  const text = coerceType(context, item, 'text', 'implicit', -1);
  return isExpr(text) ? text : finished(context, text);
}
