/**
 * Ways to the predicates of a shape that may be true for a row: by a condition that all of them have, which compares a column with a literal. What a way gives is looked at again
 * as a whole, so it may give too many, never too few.
 */
import { operatorOfFunction } from '../../catalog/catalog.js';
import type { TypeName } from '../../catalog/types.js';
import type { Expr } from '../../sql/expression.js';
import { mayRaise } from './condition.js';
import { EqualityIndex } from './equality.js';
import type { Index } from './literal-index.js';
import { PrefixIndex } from './prefix.js';
import { RangeIndex, type Side } from './range.js';
import type { Turned } from './turn.js';

/** A condition by which rows are found: equal to the literal, like it, or on one side of it. */
export interface Access {
  readonly how: 'equal' | 'like' | Side;
  /** The place in the row's schema of the column. */
  readonly column: number;
  /** The number of the literal, and its type. */
  readonly literal: number;
  readonly type: TypeName;
}

/**
 * Types of one line are compared with each other by their values, so that one line has one order of keys. Equal values of others may be spelled differently, as those of
 * numeric are.
 */
const lines: readonly (readonly TypeName[])[] = [
  ['int2', 'int4', 'int8'],
  ['text', 'varchar'],
  ['date'],
  ['timestamp'],
  ['timestamptz'],
  ['float4'],
  ['float8'],
  ['uuid'],
  ['oid'],
];
/** Those of them whose order is that of their keys. */
const isOrdered = (type: TypeName): boolean => type !== 'uuid';

const operators: Readonly<Partial<Record<string, Access['how']>>> = {
  '=': 'equal',
  '~~': 'like',
  '<': 'above',
  '<=': 'above',
  '>': 'below',
  '>=': 'below',
};
/** For `literal operator column`. */
const swapped: Readonly<Record<Access['how'], Access['how'] | undefined>> = {
  equal: 'equal',
  like: undefined,
  above: 'below',
  below: 'above',
};

/** The ways of a shape: by the conditions before the first one that can raise, which decides itself whether the next ones are evaluated. */
export function accessesOf({ conditions, columns }: Pick<Turned, 'conditions' | 'columns'>): Access[] {
  const found: Access[] = [];
  for (const condition of conditions) {
    const access = condition.kind === 'leaf' ? accessOf(condition.expr, columns) : undefined;
    // LIKE raises for some patterns, which its index always finds.
    if (access !== undefined && (!mayRaise(condition) || access.how === 'like')) found.push(access);
    if (mayRaise(condition)) break;
  }
  return found;
}

function accessOf(expr: Expr, columns: readonly number[]): Access | undefined {
  if (expr.kind !== 'FuncExpr' || expr.args.length !== 2) return undefined;
  const operator = operators[operatorOfFunction(expr.func)?.name ?? ''];
  const [left, right] = expr.args;
  const isColumnFirst = left?.kind === 'Param';
  const param = isColumnFirst ? left : right;
  const literal = isColumnFirst ? right : left;
  if (operator === undefined || param?.kind !== 'Param' || literal?.kind !== 'Var') return undefined;
  const how = isColumnFirst ? operator : swapped[operator];
  const column = columns[param.number - 1];
  const isComparable = lines.some((line) => line.includes(param.type) && line.includes(literal.type));
  if (how === undefined || column === undefined || !isComparable) return undefined;
  if (how !== 'equal' && !isOrdered(literal.type)) return undefined;
  return { how, column, literal: literal.column, type: literal.type };
}

/** An index for it, with no rows. */
export function indexFor({ how, type }: Access): Index {
  if (how === 'equal') return new EqualityIndex(type);
  return how === 'like' ? new PrefixIndex() : new RangeIndex(type, how);
}
