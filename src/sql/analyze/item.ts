/**
 * What an expression is while it is being analysed: a typed expression, or one of two things that have no place in the finished
 * tree because they wait for a type: an unknown literal, a parameter.
 */
import { SqlError } from '../../error.js';
import type { Expr } from '../expression.js';

/** A quoted literal or NULL, which takes the type that its surroundings want. */
export interface UnknownLiteral {
  readonly kind: 'Unknown';
  readonly type: 'unknown';
  readonly value: string | null;
  readonly location: number;
}
/** `$n` whose type is not known yet. */
export interface UntypedParam {
  readonly kind: 'UntypedParam';
  readonly type: 'unknown';
  readonly number: number;
  readonly location: number;
}

export type Item = Expr | UnknownLiteral | UntypedParam;

/** Whether it is a finished expression. */
export const isExpr = (item: Item): item is Expr => item.kind !== 'Unknown' && item.kind !== 'UntypedParam';

/** Where the leftmost part of it was written (nodes/nodeFuncs.c, exprLocation): errors about it point there. */
export function exprLocation(item: Item): number {
  switch (item.kind) {
    case 'FuncExpr':
    case 'BoolExpr':
      return leftmost([item.location, ...item.args.map(exprLocation)]);
    case 'NullTest':
    case 'BooleanTest':
      return leftmost([item.location, exprLocation(item.arg)]);
    case 'DistinctExpr':
    case 'NullIfExpr':
      return leftmost([item.location, exprLocation(item.left)]);
    case 'ScalarArrayOpExpr':
      return leftmost([item.location, exprLocation(item.scalar)]);
    default:
      return item.location;
  }
}

/** The least of the locations that are known. */
export function leftmost(locations: readonly number[]): number {
  let least = -1;
  for (const location of locations) if (location >= 0 && (least < 0 || location < least)) least = location;
  return least;
}

/** The element of a list that a parser or a resolution rule guarantees to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new SqlError('XX000', 'malformed parse tree');
  return value;
}
