/**
 * A call of the function that resolution has chosen (parser/parse_func.c, ParseFuncOrColumn after func_get_detail): arguments become the
 * types declared, and a function whose body is SQL is its body (optimizer/util/clauses.c, inline_function).
 */
import { bodyOf, catalogType, formatType, type Body } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { Expr, FuncExpr } from '../expression.js';
import { parseExpression } from '../parse/parse.js';
import { isComputed } from '../computed-types.js';
import { arrayOfItems } from '../analyze/array.js';
import type { Context } from '../analyze/context.js';
import { present, type Item } from '../analyze/item.js';
import { coerceType, finished } from './coerce.js';
import { outputOf } from './input-output.js';
import { actualTypes } from './polymorphic.js';

export interface ChosenFunction {
  /** The C function, or the name of a body in SQL; null for one that quern cannot call. */
  readonly func: string | null;
  readonly args: readonly string[];
  readonly result: string;
  /** From which argument on they are the elements of one array, which the function takes as its last argument. */
  readonly gathered?: number;
}

/** The call, or undefined where the function or one of its types is not supported. */
export function makeCall(
  context: Context,
  chosen: ChosenFunction,
  items: readonly Item[],
  location: number,
): Expr | undefined {
  const { func } = chosen;
  if (func === null) return undefined;
  const actual = actualTypes(
    items.map((item) => item.type),
    chosen.args,
    chosen.result,
  );
  if (actual === undefined || !isComputed(actual.result)) return undefined;
  const { result } = actual;
  const body = bodyOf(func);
  if (body === undefined && !context.supports(func)) return undefined;
  const args = items.map((item, index) =>
    argument(context, item, func, present(chosen.args[index]), present(actual.args[index])),
  );
  context.countNode();
  if (body !== undefined) return inlined(context, body, args, result);
  const given = chosen.gathered === undefined ? args : gathered(context, func, args, chosen.gathered);
  const call: FuncExpr = { kind: 'FuncExpr', type: result, func: formOf(func, result), args: given, location };
  return call;
}

/**
 * An argument of the declared type. One of any type stays what it is where the function itself takes any type, and else is given as its text,
 * because such a function only prints it.
 */
function argument(context: Context, item: Item, func: string, declared: string, actual: string): Expr {
  if (declared !== 'any') return finished(context, coerceType(context, item, actual, 'implicit', -1));
  const value = finished(context, item);
  return bodyOf(func) === undefined && context.argumentsOf(func).includes('any') ? value : outputOf(context, value);
}

/** Variadic arguments as PostgreSQL passes them, where the function takes an array; others take each by itself. */
function gathered(context: Context, func: string, args: readonly Expr[], from: number): readonly Expr[] {
  const array = context.argumentsOf(func)[from];
  if (array === undefined || !isComputed(array) || catalogType(array).element === null) return args;
  return [...args.slice(0, from), arrayOfItems(context, array, args.slice(from))];
}

function inlined(context: Context, { text, strict }: Body, args: readonly Expr[], result: string): Expr {
  const { node, offset } = parseExpression(text);
  const item = context.within(text, offset, args).transform(node);
  return { ...finished(context, coerceType(context, item, result, 'explicit', -1)), foldedFirst: { args, strict } };
}

/** Functions that give a value of any type: a form of its own for each way in which one is held, but for references. */
const formed: ReadonlySet<string> = new Set(['range_lower', 'range_upper', 'multirange_lower', 'multirange_upper']);

function formOf(func: string, result: TypeName): string {
  const { representation } = types[result];
  return formed.has(func) && representation !== 'ref' ? `${func}_${representation}` : func;
}

/** How an error calls the function. */
export const describeCall = (name: string, args: readonly string[]): string =>
  `${name}(${args.map(formatType).join(', ')})`;
