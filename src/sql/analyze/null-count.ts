/** num_nulls and num_nonnulls over arguments of any types: a sum of null tests (utils/adt/misc.c, count_nulls). */
import type { Expr } from '../expression.js';
import { finished } from '../resolve/coerce.js';
import type { Context } from './context.js';
import type { Item } from './item.js';

const tests: Readonly<Record<string, 'IS_NULL' | 'IS_NOT_NULL'>> = {
  num_nulls: 'IS_NULL',
  num_nonnulls: 'IS_NOT_NULL',
};

/** The number as an expression, where the name is one of the two. */
export function nullCount(context: Context, name: string, args: readonly Item[], location: number): Expr | undefined {
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined;
  if (test === undefined || args.length === 0) return undefined;
  const ones = args.map((item): Expr => {
    const counted: Expr = { kind: 'NullTest', type: 'bool', test, arg: finished(context, item), location };
    context.countNode();
    return { kind: 'FuncExpr', type: 'int4', func: 'bool_int4', args: [counted], location };
  });
  return ones.reduce((sum, one) => ({ kind: 'FuncExpr', type: 'int4', func: 'int4pl', args: [sum, one], location }));
}
