/** A cast of an array to an array of another type, element by element (nodes/primnodes.h, ArrayCoerceExpr), and of elements to a modifier. */
import { types, type TypeName } from '../../catalog/types.js';
import type { Context } from '../analyze/context.js';
import type { Const, Expr, FuncExpr } from '../expression.js';
import type { CoercionContext, Pathway } from './coercion-pathway.js';

/** What `array_map` does with an element where no function casts it. */
const relabelled = -1;
const throughText = -2;

/** The call of `array_map`, or undefined where the elements' cast is not supported. */
export function elementsCast(
  context: Context,
  pathway: Pathway,
  item: Expr,
  type: TypeName,
  coercion: CoercionContext,
  location: number,
  typmod = -1,
): FuncExpr | undefined {
  const element = types[type].element as TypeName;
  const of = functionOf(context, pathway);
  if (of === undefined) return undefined;
  context.countNode();
  const args: Expr[] = [
    integer(of.number),
    integer(of.count),
    integer(typmod),
    { kind: 'Const', type: 'bool', value: coercion === 'explicit' ? 1 : 0, location: -1 },
    integer(types[element].oid),
    item,
  ];
  return { kind: 'FuncExpr', type, func: 'array_map', args, location };
}

/** The number by which the cast of an element is called, and how many arguments it takes. */
function functionOf(context: Context, pathway: Pathway): { number: number; count: number } | undefined {
  if (pathway.method === 'relabel') return { number: relabelled, count: 1 };
  if (pathway.method === 'viaIO') return { number: throughText, count: 1 };
  if (pathway.method !== 'function' || pathway.func === null || !context.supports(pathway.func)) return undefined;
  return { number: context.numberOf(pathway.func), count: context.argumentsOf(pathway.func).length };
}

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });
