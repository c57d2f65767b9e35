/** IS NULL, IS TRUE and their kin of constants (clauses.c: T_NullTest, T_BooleanTest). */
import { boolConst, isConst, truth } from './constants.js';
import type { BooleanTest, Expr, NullTest } from '../expression.js';
import type { Simplifier } from './simplifier.js';

export function simplifyNullTest(simplifier: Simplifier, expr: NullTest): Expr {
  const arg = simplifier.simplify(expr.arg);
  return isConst(arg) ? boolConst((arg.value === null) === (expr.test === 'IS_NULL'), expr.location) : { ...expr, arg };
}

const tests: Readonly<Record<BooleanTest['test'], (value: boolean | null) => boolean>> = {
  IS_TRUE: (value) => value === true,
  IS_NOT_TRUE: (value) => value !== true,
  IS_FALSE: (value) => value === false,
  IS_NOT_FALSE: (value) => value !== false,
  IS_UNKNOWN: (value) => value === null,
  IS_NOT_UNKNOWN: (value) => value !== null,
};

export function simplifyBooleanTest(simplifier: Simplifier, expr: BooleanTest): Expr {
  const arg = simplifier.simplify(expr.arg);
  return isConst(arg) ? boolConst(tests[expr.test](truth(arg)), expr.location) : { ...expr, arg };
}
