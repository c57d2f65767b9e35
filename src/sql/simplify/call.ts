/**
 * Calls: a null argument makes a strict function's result null, constant arguments are computed if the function is immutable
 * (clauses.c: simplify_function, evaluate_function, simplify_boolean_equality).
 */
import { isImmutable } from '../../catalog/catalog.js';
import { types } from '../../catalog/types.js';
import { isReadable } from '../resolve/input-output.js';
import { isConst, isNullConst, nullConst, truth } from './constants.js';
import type { Const, Expr, FuncExpr } from '../expression.js';
import type { Simplifier } from './simplifier.js';
import { containsAllOrNone, literalPattern } from './support.js';

export function simplifyCall(simplifier: Simplifier, expr: FuncExpr): Expr {
  const args = expr.args.map(simplifier.simplify);
  if (expr.construct === 'json') return prepared(simplifier, { ...expr, args });
  const { strict } = simplifier.supported.nullsOf(expr.func);
  if (strict && args.some(isNullConst) && (expr.construct === undefined || args.every(isConst))) return nullConst(expr);
  if (isImmutable(expr.func) && args.every(isConst)) return evaluate(simplifier, expr, args);
  const contained = containsAllOrNone(expr, args);
  if (contained !== undefined) return contained;
  return booleanEquality(simplifier, expr.func, args) ?? prepared(simplifier, literalPattern({ ...expr, args }));
}

function prepared({ preparationError }: Simplifier, expr: FuncExpr): FuncExpr {
  const constants = expr.args.map((arg) => (isConst(arg) ? arg : undefined));
  const unprepared = constants.some(Boolean) ? preparationError?.(expr.func, constants) : undefined;
  return unprepared === undefined ? expr : { ...expr, unprepared };
}

/** The constant, unless the value has none: a timetz with the zone +24, which a function can give, is none to the type's input function. */
function evaluate({ call }: Simplifier, expr: FuncExpr, args: readonly Const[]): Expr {
  const { func, type, location } = expr;
  const value = call(func, type, args);
  const isRead = value === null || func === types[type].input;
  return isRead || isReadable(call, type, value) ? { kind: 'Const', type, value, location } : { ...expr, args };
}

/** `x = true` is x, `x = false` is NOT x, and so on. */
function booleanEquality(simplifier: Simplifier, func: string, [left, right]: readonly Expr[]): Expr | undefined {
  if ((func !== 'booleq' && func !== 'boolne') || left === undefined || right === undefined) return undefined;
  const [constant, other] = isConst(left) ? [left, right] : [right, left];
  if (!isConst(constant)) return undefined;
  return truth(constant) === (func === 'booleq') ? other : simplifier.negate(other);
}
