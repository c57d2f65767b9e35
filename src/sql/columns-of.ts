/** Which columns an expression reads. */
import { childrenOf } from './children.js';
import type { Expr } from './expression.js';

/** Their places in the schema, ascending, each once. */
export function columnsOf(expr: Expr): number[] {
  const found = new Set<number>();
  const todo: Expr[] = [expr];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.kind === 'Var') found.add(next.column);
    for (const child of childrenOf(next)) todo.push(child);
  }
  return [...found].sort((a, b) => a - b);
}

/** The columns that are more than asked whether they are null. */
export function computedColumns(expr: Expr): number[] {
  if (expr.kind === 'Var') return [expr.column];
  if (expr.kind === 'NullTest' && expr.arg.kind === 'Var') return [];
  return [...new Set(childrenOf(expr).flatMap(computedColumns))];
}
