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
  const lefts = elements(context, left);
  const rights = elements(context, right);
  if (lefts.length !== rights.length)
    throw context.error('42601', 'unequal number of entries in row expressions', location);
  if (lefts.length === 0) throw context.error('0A000', 'cannot compare rows of zero length', location);
  const pair = (op: string, i: number): Expr => {
    const items = [present(lefts[i]), present(rights[i])];
    return coerceToBoolean(context, makeOperator(context, op, items, location), 'AND');
  };
  const joined = (op: 'AND' | 'OR', args: Expr[]): Expr =>
    args.length === 1 ? present(args[0]) : { kind: 'BoolExpr', type: 'bool', op, args, location };
  switch (operator) {
    case '=':
      return joined(
        'AND',
        lefts.map((_, i) => pair('=', i)),
      );
    case '<>':
      return joined(
        'OR',
        lefts.map((_, i) => pair('<>', i)),
      );
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(context, operator, lefts.length, pair, location);
    default:
      throw context.error(
        '0A000',
        `could not determine interpretation of row comparison operator ${operator}`,
        location,
      );
  }
}

const elements = (context: Context, { args = [] }: RowExpr): Item[] => args.map((node) => context.transform(node));

/** CASE WHEN the first pair is equal THEN the rest decides ELSE its own order, which is null if one of the two is. */
function ordered(
  context: Context,
  operator: string,
  length: number,
  pair: (op: string, i: number) => Expr,
  location: number,
): Expr {
  // An operator that is missing is told of as it was written, and elements that are constant are computed though an earlier pair decides.
  const written = Array.from({ length }, (_, i) => pair(operator, i));
  const operands = written.map(childrenOf);
  const args = [...operands.map(([left]) => present(left)), ...operands.map(([, right]) => present(right))];
  const decisive = (op: string, i: number): Expr => {
    const compared = pair(op, i);
    // The elements stand in it once more.
    context.countNodes(compared);
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
  return { ...decided, foldedFirst: { args, strict: false } };
}
