/** AND, OR, NOT, IS NULL, IS TRUE and their kin (parser/parse_expr.c: transformBoolExpr, transformBooleanTest). */
import type { BoolExpr, BooleanTest, NullTest } from 'libpg-query';
import { analyzeColumn } from './column.js';
import { coerceToBoolean, finished } from '../resolve/coerce.js';
import type { Context } from './context.js';
import type { BooleanTest as TypedBooleanTest, Expr } from '../expression.js';
import type { Item } from './item.js';

const operators = { AND_EXPR: 'AND', OR_EXPR: 'OR', NOT_EXPR: 'NOT' } as const;

export function analyzeBoolExpr(context: Context, node: BoolExpr): Item {
  const op = operators[node.boolop ?? 'AND_EXPR'];
  const args = (node.args ?? []).map((arg) => coerceToBoolean(context, context.transform(arg), op));
  return { kind: 'BoolExpr', type: 'bool', op, args, location: context.at(node.location) };
}

export function analyzeNullTest(context: Context, node: NullTest): Item {
  const test = node.nulltesttype === 'IS_NOT_NULL' ? 'IS_NOT_NULL' : 'IS_NULL';
  const { arg } = node;
  const item =
    arg !== undefined && 'ColumnRef' in arg ? analyzeColumn(context, arg.ColumnRef, true) : context.transform(arg);
  return nullTest(context, test, item, context.at(node.location));
}

/** The argument can be of any type, and is not given one: all that matters of a constant is whether it is null. */
export function nullTest(context: Context, test: 'IS_NULL' | 'IS_NOT_NULL', item: Item, location: number): Item {
  const constant: Expr = { kind: 'Const', type: 'text', value: null, location: item.location };
  const arg = item.kind === 'UntypedParam' ? constant : finished(context, item);
  return { kind: 'NullTest', type: 'bool', test, arg, location };
}

const tests: Readonly<Record<TypedBooleanTest['test'], string>> = {
  IS_TRUE: 'IS TRUE',
  IS_NOT_TRUE: 'IS NOT TRUE',
  IS_FALSE: 'IS FALSE',
  IS_NOT_FALSE: 'IS NOT FALSE',
  IS_UNKNOWN: 'IS UNKNOWN',
  IS_NOT_UNKNOWN: 'IS NOT UNKNOWN',
};

export function analyzeBooleanTest(context: Context, node: BooleanTest): Item {
  const test = node.booltesttype ?? 'IS_TRUE';
  const arg = coerceToBoolean(context, context.transform(node.arg), tests[test]);
  return { kind: 'BooleanTest', type: 'bool', test, arg, location: context.at(node.location) };
}
