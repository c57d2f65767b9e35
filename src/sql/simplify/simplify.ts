/**
 * Constant folding and simplification, in PostgreSQL's order, which decides what errors a constant expression raises
 * (optimizer/util/clauses.c, eval_const_expressions).
 */
import { SqlError, withinStack } from '../../error.js';
import type { Const, Expr } from '../expression.js';
import { negateClause } from './negate.js';
import { simplifyAndOr } from './and-or.js';
import { simplifyCall } from './call.js';
import { simplifyCase, simplifyCoalesce } from './case.js';
import { simplifyDistinct, simplifyMinMax, simplifyNullIf, simplifyScalarArrayOp } from './comparison.js';
import type { Simplifier, SimplifyOptions } from './simplifier.js';
import { simplifyBooleanTest, simplifyNullTest } from './test.js';

/** The same expression, simpler. Raises what a function raises on constants that are certain to be evaluated. */
export function simplify(expr: Expr, options: SimplifyOptions): Expr {
  return withinStack(() => simplifierFor(options, undefined).simplify(expr));
}

function simplifierFor(options: SimplifyOptions, caseValue: Const | undefined): Simplifier {
  const simplifier: Simplifier = {
    call: options.call,
    supported: options.supported,
    ...(options.canPrepare === undefined ? {} : { canPrepare: options.canPrepare }),
    // What is left of an expression keeps the type that it was given, as varchar's name for a text.
    simplify: (expr) => {
      const simpler = simplifyNode(simplifier, expr, caseValue);
      return simpler.type === expr.type ? simpler : { ...simpler, type: expr.type };
    },
    negate: (expr) => negateClause(expr, options.supported),
    withCaseValue: (value, expr) => (value === caseValue ? simplifier : simplifierFor(options, value)).simplify(expr),
  };
  return simplifier;
}

function simplifyNode(simplifier: Simplifier, expr: Expr, caseValue: Const | undefined): Expr {
  switch (expr.kind) {
    case 'Var':
    case 'Const':
    case 'Param':
      return expr;
    case 'CaseTestExpr':
      return caseValue ?? expr;
    case 'FuncExpr':
      return simplifyCall(simplifier, expr);
    case 'BoolExpr':
      return expr.op === 'NOT' ? simplifyNot(simplifier, expr.args) : simplifyAndOr(simplifier, expr);
    case 'NullTest':
      return simplifyNullTest(simplifier, expr);
    case 'BooleanTest':
      return simplifyBooleanTest(simplifier, expr);
    case 'DistinctExpr':
      return simplifyDistinct(simplifier, expr);
    case 'NullIfExpr':
      return simplifyNullIf(simplifier, expr);
    case 'ScalarArrayOpExpr':
      return simplifyScalarArrayOp(simplifier, expr);
    case 'CaseExpr':
      return simplifyCase(simplifier, expr);
    case 'CoalesceExpr':
      return simplifyCoalesce(simplifier, expr);
    case 'MinMaxExpr':
      return simplifyMinMax(simplifier, expr);
  }
}

function simplifyNot(simplifier: Simplifier, [arg]: readonly Expr[]): Expr {
  if (arg === undefined) throw new SqlError('XX000', 'NOT without an argument');
  return simplifier.negate(simplifier.simplify(arg));
}
