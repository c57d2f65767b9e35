/** An expression with its parts replaced, from the innermost outwards. */
import type { Expr } from '../sql/expression.js';
import { rebuild } from '../sql/rebuild.js';

export const mapExpr = (expr: Expr, replace: (expr: Expr) => Expr): Expr =>
  replace(rebuild(expr, (part) => mapExpr(part, replace)));
