/**
 * A WHERE taken apart into conditions that are asked by themselves. Whether a row is selected follows from which of them are true: AND and OR are true by what is true of
 * their parts, so false and null need not be told apart. Only where a part can raise, false and null before it decide whether it is evaluated, and it stays whole.
 */
import { canRaise } from '../../program/conjunct-order.js';
import type { BoolExpr, Expr } from '../../sql/expression.js';

export type Condition =
  | { readonly kind: 'leaf'; readonly expr: Expr; readonly raises: boolean }
  | { readonly kind: 'AND' | 'OR'; readonly parts: readonly Condition[] };

/** The conjuncts of a WHERE, in order. What is known of their parameters, `known` puts in their places: with some values, nothing can raise. */
export function conditionsOf(
  conjuncts: readonly Expr[],
  known: (conjunct: Expr) => Expr = (conjunct) => conjunct,
): Condition[] {
  return conjuncts.map((conjunct) =>
    canRaise(known(conjunct)) ? { kind: 'leaf', expr: conjunct, raises: true } : safeCondition(conjunct),
  );
}

function safeCondition(expr: Expr): Condition {
  if (expr.kind === 'BoolExpr' && expr.op !== 'NOT')
    return { kind: expr.op, parts: expr.args.map((arg) => safeCondition(arg)) };
  return { kind: 'leaf', expr, raises: false };
}

/** The condition as an expression; a leaf may be replaced. */
export function expressionOf(condition: Condition, replace: (leaf: Expr) => Expr = (leaf) => leaf): Expr {
  if (condition.kind === 'leaf') return replace(condition.expr);
  const made: BoolExpr = {
    kind: 'BoolExpr',
    type: 'bool',
    op: condition.kind,
    args: condition.parts.map((part) => expressionOf(part, replace)),
    location: -1,
  };
  return made;
}

/** Whether any part of it can raise. */
export const mayRaise = (condition: Condition): boolean => condition.kind === 'leaf' && condition.raises;
