/**
 * The algebra of predicates: what follows from what, and what is left of one without the other. The logic is in src/algebra; here are the predicates that it is asked of.
 */
import {
  disjoint as areDisjoint,
  implies as follows,
  minus as without,
  simplified,
  type Subject,
} from '../algebra/prove.js';
import type { Expr } from '../sql/expression.js';
import { sqlWriter } from './sql-writer.js';
import { Predicate } from './predicate.js';
import { together } from './together.js';

function both<T>(p: Predicate, q: Predicate, ask: (subject: Subject, p: Expr, q: Expr) => T): T {
  const { subject, exprs } = together(p.made, q.made);
  return ask(subject, ...(exprs as [Expr, Expr]));
}

/**
 * Whether `q` is true for every row for which `p` is, whatever the parameters, of which those of one name or number are one. A yes is certain; a no may be a yes that was not
 * found. A `q` that can raise an error where `p` does not is not implied. Raises 22023 when the schemas differ, 42P08 when a parameter has two types.
 *
 * @example
 * implies(await predicate('a = 5', { schema }), await predicate('a BETWEEN 1 AND 9', { schema }))   // true
 */
export function implies(p: Predicate, q: Predicate): boolean {
  return both(p, q, follows);
}

/** Whether no row makes both true. A yes is certain; a no may be a yes that was not found. Raises as `implies`. */
export function disjoint(p: Predicate, q: Predicate): boolean {
  return both(p, q, areDisjoint);
}

/**
 * A predicate that is true for the rows for which `p` is true and `q` is false or null, and for no others: what is left to fetch for `p` by one who has the rows of `q`.
 * In `filter` and `select` it raises no error that the two do not raise. Raises as `implies`.
 */
export function minus<Row>(p: Predicate<Row>, q: Predicate<Row>): Predicate<Row> {
  const all = together(p.made, q.made);
  const [first, second] = all.exprs as [Expr, Expr];
  const plain: Expr = {
    kind: 'BoolExpr',
    type: 'bool',
    op: 'AND',
    args: [first, { kind: 'BooleanTest', type: 'bool', test: 'IS_NOT_TRUE', arg: second, location: -1 }],
    location: -1,
  };
  return new Predicate(sqlWriter().rewritten(p.made, all, without(all.subject, first, second), plain));
}

/** A predicate that is true for the same rows, in fewer and narrower conditions; it may be false where the given one is null. In `filter` and `select` it raises no other errors. */
export function simplify<Row>(p: Predicate<Row>): Predicate<Row> {
  const all = together(p.made);
  const [expr] = all.exprs as [Expr];
  return new Predicate(sqlWriter().rewritten(p.made, all, simplified(all.subject, expr), expr));
}
