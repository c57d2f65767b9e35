/** The opposite of a condition, with NOT pushed inwards as far as it goes (optimizer/prep/prepqual.c, negate_clause). */
import { findOperator, operatorOfFunction } from '../../catalog/catalog.js';
import { boolConst, truth } from './constants.js';
import type { BooleanTest, Expr, SupportedFunctions } from '../expression.js';

const opposite: Readonly<Record<BooleanTest['test'], BooleanTest['test']>> = {
  IS_TRUE: 'IS_NOT_TRUE',
  IS_NOT_TRUE: 'IS_TRUE',
  IS_FALSE: 'IS_NOT_FALSE',
  IS_NOT_FALSE: 'IS_FALSE',
  IS_UNKNOWN: 'IS_NOT_UNKNOWN',
  IS_NOT_UNKNOWN: 'IS_UNKNOWN',
};

export function negateClause(expr: Expr, supported: SupportedFunctions): Expr {
  switch (expr.kind) {
    case 'Const': {
      const value = truth(expr);
      return boolConst(value === null ? null : !value, expr.location);
    }
    case 'FuncExpr': {
      const func = negatorOf(expr.func, supported);
      return func === undefined ? not(expr) : { ...expr, func };
    }
    case 'ScalarArrayOpExpr': {
      const func = negatorOf(expr.func, supported);
      return func === undefined ? not(expr) : { ...expr, func, useOr: !expr.useOr };
    }
    case 'BoolExpr': {
      const [arg] = expr.args;
      if (expr.op === 'NOT' && arg !== undefined) return arg;
      return {
        ...expr,
        op: expr.op === 'AND' ? 'OR' : 'AND',
        args: expr.args.map((each) => negateClause(each, supported)),
      };
    }
    case 'NullTest':
      return { ...expr, test: expr.test === 'IS_NULL' ? 'IS_NOT_NULL' : 'IS_NULL' };
    case 'BooleanTest':
      return { ...expr, test: opposite[expr.test] };
    default:
      return not(expr);
  }
}

const not = (expr: Expr): Expr => ({
  kind: 'BoolExpr',
  type: 'bool',
  op: 'NOT',
  args: [expr],
  location: expr.location,
});

/** The function of the operator that is true when this function's is false. */
function negatorOf(func: string, supported: SupportedFunctions): string | undefined {
  const operator = operatorOfFunction(func);
  if (operator?.negator == null) return undefined;
  const negator = findOperator(operator.negator, operator.args)?.func ?? undefined;
  return negator !== undefined && supported.has(negator) ? negator : undefined;
}
