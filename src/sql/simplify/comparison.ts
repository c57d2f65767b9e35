/** DISTINCT, NULLIF, IN, GREATEST and LEAST of constants (clauses.c: T_DistinctExpr, T_NullIfExpr, T_ScalarArrayOpExpr, T_MinMaxExpr). */
import { boolConst, isConst, isNullConst, nullConst, truth } from './constants.js';
import type { Const, DistinctExpr, Expr, MinMaxExpr, NullIfExpr, ScalarArrayOpExpr } from '../expression.js';
import type { Simplifier } from './simplifier.js';
import { isImmutable } from '../../catalog/catalog.js';

export function simplifyDistinct(simplifier: Simplifier, expr: DistinctExpr): Expr {
  const left = simplifier.simplify(expr.left);
  const right = simplifier.simplify(expr.right);
  if (!isConst(left) || !isConst(right)) return { ...expr, left, right };
  if (left.value === null || right.value === null) return boolConst(left.value !== right.value, expr.location);
  return isImmutable(expr.func)
    ? boolConst(!holds(simplifier, expr.func, left, right), expr.location)
    : { ...expr, left, right };
}

export function simplifyNullIf(simplifier: Simplifier, expr: NullIfExpr): Expr {
  const left = simplifier.simplify(expr.left);
  const right = simplifier.simplify(expr.right);
  if (isNullConst(left) || isNullConst(right)) return left;
  if (isConst(left) && isConst(right) && isImmutable(expr.func)) {
    return holds(simplifier, expr.func, left, right) ? nullConst(expr) : left;
  }
  return { ...expr, left, right };
}

export function simplifyScalarArrayOp(simplifier: Simplifier, expr: ScalarArrayOpExpr): Expr {
  const scalar = simplifier.simplify(expr.scalar);
  const elements = expr.elements.map(simplifier.simplify);
  if (!isConst(scalar) || !elements.every(isConst) || !isImmutable(expr.func)) {
    const { canPrepare } = simplifier;
    const fails = (element: Expr): boolean =>
      isConst(element) && canPrepare?.(expr.func, [undefined, element]) === false;
    return { ...expr, scalar, elements, ...(elements.some(fails) ? { unprepared: true } : {}) };
  }
  if (scalar.value === null && elements.length > 0) return nullConst(expr);
  let result: boolean | null = !expr.useOr;
  for (const element of elements) {
    if (element.value === null) result = null;
    else if (holds(simplifier, expr.func, scalar, element) === expr.useOr) return boolConst(expr.useOr, expr.location);
  }
  return boolConst(result, expr.location);
}

/** Nulls are passed over; of equal values the first stays. */
export function simplifyMinMax(simplifier: Simplifier, expr: MinMaxExpr): Expr {
  const args = expr.args.map(simplifier.simplify);
  if (!args.every(isConst) || !isImmutable(expr.func)) return { ...expr, args };
  let best: Const | undefined;
  for (const arg of args) {
    if (arg.value === null) continue;
    if (best === undefined) best = arg;
    else if (expr.op === 'LEAST' ? holds(simplifier, expr.func, arg, best) : holds(simplifier, expr.func, best, arg))
      best = arg;
  }
  return best ?? nullConst(expr);
}

/** Whether the comparison of two constants that are not null is true. */
function holds({ call }: Simplifier, func: string, left: Const, right: Const): boolean {
  return truth({ kind: 'Const', type: 'bool', value: call(func, 'bool', [left, right]), location: -1 }) === true;
}
