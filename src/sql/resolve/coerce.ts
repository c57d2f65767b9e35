/**
 * Making an expression another type, by a path that is known to exist (parser/parse_coerce.c: coerce_type,
 * coerce_to_target_type, coerce_to_boolean).
 */
import { catalogType, findCast, formatType } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import { canCoerce } from './coercible.js';
import { findCoercionPathway, type CoercionContext } from './coercion-pathway.js';
import { elementsCast } from './elements-cast.js';
import { isComputed } from '../computed-types.js';
import type { Context } from '../analyze/context.js';
import type { Const, Expr, FuncExpr } from '../expression.js';
import { inputOf, literal, outputOf } from './input-output.js';
import { exprLocation, isExpr, type Item, type UnknownLiteral } from '../analyze/item.js';

/** The item as the type, without regard to a modifier. */
export function coerceType(
  context: Context,
  item: Item,
  type: string,
  coercion: CoercionContext,
  location: number,
  typmod = -1,
): Item {
  if (item.type === type) return item;
  if (item.kind === 'Unknown') return coerceLiteral(context, item, type, typmod);
  if (!isComputed(type)) throw context.unsupportedType(type, location >= 0 ? location : exprLocation(item));
  if (item.kind === 'UntypedParam') return context.params.resolve(context, item, type, location);
  const place = location >= 0 ? location : exprLocation(item);
  const pathway = findCoercionPathway(item.type, type, coercion);
  switch (pathway?.method) {
    case 'relabel':
      return { ...item, type, location: place };
    case 'viaIO':
      return viaText(context, item, type, location);
    case 'elements': {
      const call = elementsCast(context, pathway.element, item, type, coercion, location);
      if (call !== undefined) return call;
      break;
    }
    case 'function': {
      const call = castCall(context, pathway.func, item, type, typmod, coercion, location);
      if (call !== undefined) return call;
    }
  }
  throw context.unsupported(`cast from ${formatType(item.type)} to ${formatType(type)}`, place);
}

/** The value's text, read as the other type (CoerceViaIO). */
function viaText(context: Context, item: Expr, type: TypeName, location: number): Expr {
  const text = outputOf(context, item);
  if (types[type].textual) return { ...text, type, location };
  return inputOf(context, text, type, location);
}

/** A call of a cast's function, which may take the modifier and whether the cast was written (build_coercion_expression). */
function castCall(
  context: Context,
  func: string | null,
  item: Expr,
  type: TypeName,
  typmod: number,
  coercion: CoercionContext,
  location: number,
): FuncExpr | undefined {
  if (func === null || !context.supports(func)) return undefined;
  const { length } = context.argumentsOf(func);
  const further: Const[] = [
    { kind: 'Const', type: 'int4', value: typmod, location: -1 },
    { kind: 'Const', type: 'bool', value: coercion === 'explicit' ? 1 : 0, location: -1 },
  ];
  context.countNode();
  return { kind: 'FuncExpr', type, func, args: [item, ...further.slice(0, length - 1)], location };
}

/** The value cut or rounded as a modifier says (coerce_type_typmod); types without a function for it have no modifiers. */
function withModifier(context: Context, item: Item, typmod: number, coercion: CoercionContext, location: number): Item {
  if (typmod < 0 || !isExpr(item)) return item;
  const element = types[item.type].element ?? item.type;
  const cast = findCast(element, element);
  if (cast === undefined) return item;
  const call =
    element !== item.type
      ? elementsCast(context, { method: 'function', func: cast.func }, item, item.type, coercion, location, typmod)
      : castCall(context, cast.func, item, item.type, typmod, coercion, location);
  if (call === undefined) throw context.unsupported(`a modifier of type ${formatType(item.type)}`, exprLocation(item));
  return call;
}

/** An unknown literal goes through the type's input function now, whatever becomes of the expression. */
function coerceLiteral(context: Context, { value, location }: UnknownLiteral, type: string, typmod: number): Item {
  if (!isComputed(type)) throw context.unsupportedType(type, location);
  if (value === null) return { kind: 'Const', type, value, location };
  // Only an interval needs its modifier to be read: `interval '1' day`.
  return literal(context, type, value, catalogType(type).category === 'T' ? typmod : -1, location);
}

/** The item as the type if the context allows it. */
export function coerceToTarget(
  context: Context,
  item: Item,
  type: string,
  coercion: CoercionContext,
  location: number,
  typmod = -1,
): Item | undefined {
  if (!canCoerce([item.type], [type], coercion)) return undefined;
  const coerced = coerceType(context, item, type, coercion, location, typmod);
  return withModifier(context, coerced, typmod, coercion, location);
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
  const text = coerceType(context, item, 'text', 'implicit', -1);
  return isExpr(text) ? text : finished(context, text);
}
