/** What the rules of simplification need of their caller and of each other. */
import type { CallFunction, CanPrepare, Const, Expr, SupportedFunctions } from '../expression.js';

export interface SimplifyOptions {
  /** Calls a function on constants. */
  readonly call: CallFunction;
  /** The functions that the engines have, by C name; a negator that is missing is not used. */
  readonly supported: SupportedFunctions;
  /** Without it everything can be prepared. */
  readonly canPrepare?: CanPrepare;
}

/** What the rules need of each other. */
export interface Simplifier extends SimplifyOptions {
  readonly simplify: (expr: Expr) => Expr;
  readonly negate: (expr: Expr) => Expr;
  /** Simplifies with a constant in the place of CaseTestExpr, or with none. */
  readonly withCaseValue: (value: Const | undefined, expr: Expr) => Expr;
}
