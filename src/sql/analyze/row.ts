/**
 * Rows compared with rows (parser/parse_expr.c, make_row_comparison_op and make_row_distinct_op): `=` and `<>` are pairs joined by AND and OR;
 * an order is decided by the first pair that differs, and is null if a null comes before that.
 */
import type { A_Expr, Node, RowExpr } from 'libpg-query';
import { coerceToBoolean } from '../resolve/coerce.js';
import { makeOperator } from '../resolve/make-operator.js';
import { nameParts } from '../parse/names.js';
import { childrenOf } from '../children.js';
import type { Expr } from '../expression.js';
import type { Context } from './context.js';
import { present, type Item } from './item.js';

export const rowOf = (node: Node | undefined): RowExpr | undefined =>
  node !== undefined && 'RowExpr' in node ? node.RowExpr : undefined;

/** The comparison, where both sides are rows. */
export function analyzeRowComparison(context: Context, node: A_Expr): Item | undefined {
  const left = rowOf(node.lexpr);
  const right = rowOf(node.rexpr);
  if (left === undefined || right === undefined) return undefined;
  return compareRows(context, present(nameParts(node.name).at(-1)), left, right, context.at(node.location));
}

/** Compares by one of the six operators. */
export function compareRows(context: Context, operator: string, left: RowExpr, right: RowExpr, location: number): Expr {
  const lefts = left.args ?? [];
  const rights = right.args ?? [];
  if (lefts.length !== rights.length)
    throw context.error('42601', 'unequal number of entries in row expressions', location);
  if (lefts.length === 0) throw context.error('0A000', 'cannot compare rows of zero length', location);
  const pair = (op: string, i: number): Expr => {
    const items = [context.transform(lefts[i]), context.transform(rights[i])];
    return coerceToBoolean(context, makeOperator(context, op, items, location), 'AND');
  };
  const pairs = (op: string): Expr[] => lefts.map((_, i) => pair(op, i));
  const joined = (op: 'AND' | 'OR', args: Expr[]): Expr =>
    args.length === 1 ? present(args[0]) : { kind: 'BoolExpr', type: 'bool', op, args, location };
  switch (operator) {
    case '=':
      return joined('AND', pairs('='));
    case '<>':
      return joined('OR', pairs('<>'));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, lefts.length, pair, location);
    default:
      throw context.error(
        '0A000',
        `could not determine interpretation of row comparison operator ${operator}`,
        location,
      );
  }
}

/** CASE WHEN the first pair is equal THEN the rest decides ELSE its own order, which is null if one of the two is. */
function ordered(operator: string, length: number, pair: (op: string, i: number) => Expr, location: number): Expr {
  // An operator that is missing is told of as it was written, and elements that are constant are computed though an earlier pair decides.
  const operands = Array.from({ length }, (_, i) => childrenOf(pair(operator, i)));
  const args = [...operands.map(([left]) => present(left)), ...operands.map(([, right]) => present(right))];
  const decisive = (op: string, i: number): Expr => {
    const compared = pair(op, i);
    return compared.kind === 'FuncExpr' ? { ...compared, construct: 'row' } : compared;
  };
  let decided = decisive(operator, length - 1);
  for (let i = length - 2; i >= 0; i--) {
    decided = {
      kind: 'CaseExpr',
      type: 'bool',
      arg: null,
      whens: [{ when: decisive('=', i), then: decided }],
      otherwise: decisive(operator.charAt(0), i),
      location,
    };
  }
  return { ...decided, expands: { args, strict: false } };
}
