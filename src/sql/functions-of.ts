/** The C functions that an expression calls, and the types of its parts. */
import { childrenOf } from './children.js';
import type { TypeName } from '../catalog/types.js';
import type { Expr } from './expression.js';

export function functionsOf(expr: Expr): Set<string> {
  const found = new Set<string>();
  visit(expr, (node) => {
    if ('func' in node) found.add(node.func);
  });
  return found;
}

export function typesOf(expr: Expr): Set<TypeName> {
  const found = new Set<TypeName>();
  visit(expr, ({ type }) => found.add(type));
  return found;
}

function visit(expr: Expr, each: (node: Expr) => void): void {
  each(expr);
  for (const child of childrenOf(expr)) visit(child, each);
}
