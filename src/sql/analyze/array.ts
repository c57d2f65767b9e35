/** ARRAY[…] as a value of its own (parser/parse_expr.c, transformArrayExpr). */
import type { A_ArrayExpr } from 'libpg-query';
import type { Context } from './context.js';
import type { Item } from './item.js';

export function analyzeArray(context: Context, node: A_ArrayExpr): Item {
  throw context.unsupported(
    'an array',
    context.at(node.location),
    'An array can be the right side of = ANY and its kin.',
  );
}
