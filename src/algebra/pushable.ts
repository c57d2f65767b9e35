/**
 * The part of a predicate that a publication's row filter can have (commands/publicationcmds.c, check_simple_rowfilter_expr_walker): columns, constants, immutable
 * built-in operators and functions, and of the nodes of a tree those that PostgreSQL lists there. Subscripts, casts by way of text and casts of elements are not among them.
 */
import { isImmutable } from '../catalog/catalog.js';
import { types } from '../catalog/types.js';
import { functionInfo } from '../functions/functions.js';
import { childrenOf } from '../sql/children.js';
import type { Expr, FuncExpr } from '../sql/expression.js';
import { raisingCalls } from './can-raise.js';
import { operatorNamed } from './deparse/call.js';
import { isFunctionOfCatalog } from './deparse/function-name.js';

export interface Parts {
  readonly push: readonly Expr[];
  readonly rest: readonly Expr[];
}

/**
 * The conjuncts divided: a row for which all of both lists are true is one for which all conjuncts are. What cannot be pushed is weakened to what can, and stays in the rest.
 * One that can raise is pushed only if everything before it is, so that it is evaluated for no other rows.
 */
export function pushableParts(conjuncts: readonly Expr[], mayRead: (column: number) => boolean): Parts {
  const push: Expr[] = [];
  const rest: Expr[] = [];
  for (const conjunct of conjuncts) {
    const weaker = weakened(conjunct, mayRead);
    const isWhole = weaker === conjunct;
    if (weaker !== undefined && (rest.length === 0 || raisingCalls(weaker).size === 0)) push.push(weaker);
    else {
      rest.push(conjunct);
      continue;
    }
    if (!isWhole) rest.push(conjunct);
  }
  return { push, rest };
}

/** The strongest condition found that follows from the predicate and can be pushed: the predicate itself, or undefined if there is none. */
function weakened(expr: Expr, mayRead: (column: number) => boolean): Expr | undefined {
  if (isPushable(expr, mayRead)) return expr;
  if (expr.kind !== 'BoolExpr' || expr.op === 'NOT') return undefined;
  const args = expr.args.map((arg) => weakened(arg, mayRead));
  const found = args.flatMap((arg) => (arg === undefined || raisingCalls(arg).size > 0 ? [] : [arg]));
  if (expr.op === 'OR' && found.length < args.length) return undefined;
  const [only] = found;
  return found.length < 2 ? only : { ...expr, args: found };
}

function isPushable(expr: Expr, mayRead: (column: number) => boolean): boolean {
  switch (expr.kind) {
    case 'Param':
      return false;
    case 'Var':
      return mayRead(expr.column);
    case 'FuncExpr':
      if (!isBuiltIn(expr)) return false;
      break;
    case 'DistinctExpr':
    case 'NullIfExpr':
    case 'ScalarArrayOpExpr':
    case 'MinMaxExpr':
      if (!isImmutable(expr.func)) return false;
      break;
    default:
  }
  return childrenOf(expr).every((child) => isPushable(child, mayRead));
}

/** Whether PostgreSQL has the call as an operator or a function that is immutable. */
function isBuiltIn(expr: FuncExpr): boolean {
  const { func, args } = expr;
  if (!isImmutable(func)) return false;
  const array = args.at(-1);
  if (func === 'array_make' || func === 'array_make_nested') return true;
  if (func === 'array_any') {
    const [number] = args;
    const element = array === undefined ? undefined : types[array.type].element;
    return element !== undefined && number?.kind === 'Const' && isImmutable(functionInfo(Number(number.value)).name);
  }
  const given = args.map(({ type }) => type);
  return operatorNamed(func, given) !== undefined || isFunctionOfCatalog(expr);
}
