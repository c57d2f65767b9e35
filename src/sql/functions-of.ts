/** The C functions that an expression calls. */
import { childrenOf } from './children.js';
import type { Expr } from './expression.js';

export function functionsOf(expr: Expr): Set<string> {
  const found = new Set<string>();
  const visit = (node: Expr): void => {
    if ('func' in node) found.add(node.func);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return found;
}
