/** Which calls of an expression can raise an error, and which calls are certainly made where a predicate is true. */
import { isSafe } from '../functions/function-info.js';
import { functionInfo, functionNumber } from '../functions/functions.js';
import { childrenOf } from '../sql/children.js';
import type { Expr } from '../sql/expression.js';
import { keyOf } from './key.js';

/** The keys of the calls that can raise for some row. */
export function raisingCalls(expr: Expr): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expr): void => {
    if ('func' in node && canRaise(node)) found.add(keyOf(node));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return found;
}

function canRaise(node: Extract<Expr, { readonly func: string }>): boolean {
  const { raises, raisesUnless = [] } = functionInfo(functionNumber(node.func));
  if (raises !== true) return false;
  const args = childrenOf(node);
  return !raisesUnless.some((safe) => {
    const arg = args[safe.arg];
    // Each element of a list is an argument in its turn.
    if (arg?.kind !== 'Const' || arg.value === null || node.kind === 'ScalarArrayOpExpr') return false;
    return isSafe(safe, arg.value);
  });
}

/** The keys of the calls that have been made, and have not raised, for a row for which the predicate is true. */
export function callsMade(predicate: Expr): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expr): void => {
    if ('func' in node) found.add(keyOf(node));
    for (const child of evaluatedParts(node)) visit(child);
  };
  const whereTrue = (node: Expr): void => {
    if (node.kind === 'BoolExpr' && node.op === 'AND') node.args.forEach(whereTrue);
    else visit(node);
  };
  whereTrue(predicate);
  return found;
}

/** The parts that are evaluated whatever the others are. */
function evaluatedParts(node: Expr): readonly Expr[] {
  switch (node.kind) {
    case 'BoolExpr':
    case 'CoalesceExpr':
      return node.args.slice(0, 1);
    case 'CaseExpr': {
      const first = node.arg ?? node.whens[0]?.when;
      return first === undefined ? [] : [first];
    }
    default:
      return childrenOf(node);
  }
}

/** Whether the predicate raises for no row for which the other one is true. */
export function neverRaisesWhere(predicate: Expr, other: Expr): boolean {
  const raising = raisingCalls(predicate);
  if (raising.size === 0) return true;
  const made = callsMade(other);
  return [...raising].every((key) => made.has(key));
}
