/**
 * Constant folding and simplification, in PostgreSQL's order, which decides what errors a constant expression raises
 * (optimizer/util/clauses.c, eval_const_expressions).
 */
import { SqlError, withinStack } from '../../error.js';
import type { Const, FoldedFirst, Expr } from '../expression.js';
import { isNullConst, nullConst } from './constants.js';
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
  const folded = new Map<Expr, Expr>();
  const simplifier: Simplifier = {
    call: options.call,
    supported: options.supported,
    ...(options.preparationError === undefined ? {} : { preparationError: options.preparationError }),
    // What is left of an expression keeps the type that it was given, as varchar's name for a text.
    simplify: (expr) => {
      const simpler =
        folded.get(expr) ??
        (expr.foldedFirst === undefined
          ? simplifyNode(simplifier, expr, caseValue)
          : simplifyFirst(simplifier, folded, expr, expr.foldedFirst));
      return simpler.type === expr.type ? simpler : { ...simpler, type: expr.type };
    },
    negate: (expr) => negateClause(expr, options.supported),
    withCaseValue: (value, expr) => (value === caseValue ? simplifier : simplifierFor(options, value)).simplify(expr),
  };
  return simplifier;
}

/** What is folded first, and then the expression, in which it is found again by its identity. */
function simplifyFirst(
  simplifier: Simplifier,
  folded: Map<Expr, Expr>,
  expr: Expr,
  { args, strict }: FoldedFirst,
): Expr {
  const simpler = args.map((arg) => {
    const each = simplifier.simplify(arg);
    folded.set(arg, each);
    return each;
  });
  if (strict && simpler.some(isNullConst)) return nullConst(expr);
  return simplifier.simplify({ ...expr, foldedFirst: undefined });
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
