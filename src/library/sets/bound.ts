/**
 * What can be said of a predicate when some of the row's values are not known. With every condition that reads one of them taken for not true, the predicate is true only if it is
 * true whatever the values are; with all of them taken for true, it is not true only if it is not true whatever they are. AND and OR carry that upwards.
 */
import { childrenOf } from '../../sql/children.js';
import type { Expr } from '../../sql/expression.js';
import { expressionOf, type Condition } from './condition.js';

export interface Bound {
  /** Of equal keys, equal bounds. */
  readonly key: string;
  /** The places in the row's schema of the columns that are not known. */
  readonly unknown: ReadonlySet<number>;
  /** The condition with constants for what reads those parameters. */
  readonly replace: (condition: Condition, params: ReadonlySet<number>) => Expr;
}

/** The predicates that are certainly true. */
export const certainly = (unknown: ReadonlySet<number>): Bound => boundOf('certainly', unknown, 0);
/** The predicates that may be true. */
export const possibly = (unknown: ReadonlySet<number>): Bound => boundOf('possibly', unknown, 1);

function boundOf(name: string, unknown: ReadonlySet<number>, value: 0 | 1): Bound {
  return {
    key: `${name} ${[...unknown].sort((a, b) => a - b).join()}`,
    unknown,
    replace: (condition, params) =>
      expressionOf(condition, (leaf) =>
        reads(leaf, params) ? { kind: 'Const', type: 'bool', value, location: -1 } : leaf,
      ),
  };
}

/** The parameters, from 1, that stand for these columns. */
export function columnsOfParams(columns: readonly number[], unknown: ReadonlySet<number>): ReadonlySet<number> {
  return new Set(columns.flatMap((column, n) => (unknown.has(column) ? [n + 1] : [])));
}

function reads(expr: Expr, params: ReadonlySet<number>): boolean {
  return (expr.kind === 'Param' && params.has(expr.number)) || childrenOf(expr).some((child) => reads(child, params));
}
