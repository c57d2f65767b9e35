/** The nodes over int8 that stand for those over decimals, made as the analyser would make them. */
import { findCast, findOperator } from '../../catalog/catalog.js';
import type { TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Const, Expr, FuncExpr } from '../../sql/expression.js';

export const int8 = (value: bigint): Const => ({ kind: 'Const', type: 'int8', value, location: -1 });

export function call(func: string, type: TypeName, args: readonly Expr[]): FuncExpr {
  return { kind: 'FuncExpr', func, type, args, location: -1 };
}

/** The C function of an operator over int8: two operands, or one for a prefix. Raises XX000 when the catalog has none. */
export function int8Function(operator: string, operands: 1 | 2): string {
  const func = findOperator(operator, operands === 1 ? ['int8'] : ['int8', 'int8'])?.func;
  if (func === undefined || func === null) throw new SqlError('XX000', `there is no operator ${operator} of int8`);
  return func;
}

export const int8Call = (operator: string, args: readonly [Expr] | readonly [Expr, Expr]): FuncExpr =>
  call(int8Function(operator, args.length), 'int8', args);

export const compare = (operator: string, left: Expr, right: Expr): FuncExpr =>
  call(int8Function(operator, 2), 'bool', [left, right]);

/** An integer of another type as an int8. */
export function widened(expr: Expr): Expr | undefined {
  const func = findCast(expr.type, 'int8')?.func;
  return func === undefined || func === null ? undefined : call(func, 'int8', [expr]);
}
