/** The modifier that an expression's type has (nodes/nodeFuncs.c, exprTypmod): the one to which a cast has brought it, -1 otherwise. */
import { findCast } from '../catalog/catalog.js';
import type { Expr } from './expression.js';

export function modifierOf(expr: Expr): number {
  switch (expr.kind) {
    case 'FuncExpr': {
      const [, typmod] = expr.args;
      const cuts = findCast(expr.type, expr.type)?.func === expr.func;
      return cuts && typmod?.kind === 'Const' && typeof typmod.value === 'number' ? typmod.value : -1;
    }
    case 'CaseExpr':
      return same([...expr.whens.map(({ then }) => then), expr.otherwise]);
    case 'CoalesceExpr':
    case 'MinMaxExpr':
      return same(expr.args);
    case 'NullIfExpr':
      return modifierOf(expr.left);
    default:
      return -1;
  }
}

/** The modifier that all of them have. */
function same(parts: readonly Expr[]): number {
  const [first = -1, ...others] = parts.map(modifierOf);
  return others.every((other) => other === first) ? first : -1;
}
