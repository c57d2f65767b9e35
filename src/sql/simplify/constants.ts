/** Constants that the simplifier makes and asks about. */
import type { Const, Expr } from '../expression.js';

export const boolConst = (value: boolean | null, location = -1): Const => ({
  kind: 'Const',
  type: 'bool',
  value: value === null ? null : value ? 1 : 0,
  location,
});

export const nullConst = ({ type, location }: Expr): Const => ({ kind: 'Const', type, value: null, location });

export const isConst = (expr: Expr): expr is Const => expr.kind === 'Const';

export const isNullConst = (expr: Expr): boolean => expr.kind === 'Const' && expr.value === null;

/** true, false or null of a boolean constant. */
export const truth = ({ value }: Const): boolean | null => (value === null ? null : value !== 0);
