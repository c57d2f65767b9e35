/** Formulas → predicates. A condition that was written is written so again; one that was put together becomes comparisons with the ends of its set. */
import { findOperator } from '../catalog/catalog.js';
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Const, Expr } from '../sql/expression.js';
import { boolConst } from '../sql/simplify/constants.js';
import { operatorOf } from './comparison.js';
import { equal, greater, less, anyRelation, type Formula, type InSet, type Related } from './formula.js';
import {
  areEqual,
  complement,
  intersection,
  intervalsOf,
  isEmpty,
  onlyValue,
  type Cut,
  type IntervalSet,
} from './interval-set.js';
import type { Order } from './order.js';
import type { Term } from './term.js';

/** A predicate that is true exactly where the formula holds; where it does not, it is false or null. */
export function render(formula: Formula): Expr {
  switch (formula.kind) {
    case 'constant':
      return boolConst(formula.value);
    case 'and':
      return joined('AND', formula.args.filter((arg) => arg.kind !== 'in' || arg.follows !== true).map(render));
    case 'or':
      return joined('OR', formula.args.map(render));
    case 'in':
      return formula.source ?? (formula.order.type === 'bool' ? boolean(formula) : membership(formula));
    case 'related':
      return formula.source ?? relationBetween(formula);
  }
}

function joined(op: 'AND' | 'OR', given: readonly Expr[]): Expr {
  const args = given.flatMap((arg) => (arg.kind === 'BoolExpr' && arg.op === op ? arg.args : [arg]));
  const [only] = args;
  return only !== undefined && args.length === 1 ? only : { kind: 'BoolExpr', type: 'bool', op, args, location: -1 };
}

const nullTest = (arg: Expr, test: 'IS_NULL' | 'IS_NOT_NULL'): Expr => ({
  kind: 'NullTest',
  type: 'bool',
  test,
  arg,
  location: -1,
});

/** The term as the order compares it. */
const labelled = ({ expr, order: own }: Term, order: Order): Expr =>
  own === order ? expr : { ...expr, type: order.type };

function comparison(relation: number, left: Expr, right: Expr): Expr {
  const general = (type: TypeName): string => (types[type].element === undefined ? type : 'anyarray');
  const name = operatorOf(relation);
  const func = name === undefined ? undefined : findOperator(name, [general(left.type), general(right.type)])?.func;
  if (func == null) throw new SqlError('XX000', `no operator compares ${left.type} and ${right.type}`);
  return { kind: 'FuncExpr', type: 'bool', func, args: [left, right], location: -1 };
}

function relationBetween({ left, right, order, relation }: Related): Expr {
  const [a, b] = [labelled(left, order), labelled(right, order)];
  if (relation === anyRelation) return joined('AND', [nullTest(a, 'IS_NOT_NULL'), nullTest(b, 'IS_NOT_NULL')]);
  return comparison(relation, a, b);
}

/** Of a boolean: one of its values, or a test. */
function boolean({ term: { expr, notNull }, order, set, orNull }: InSet): Expr {
  if (isEmpty(set)) return nullTest(expr, 'IS_NULL');
  const value = onlyValue(order, set);
  if (value === undefined) return nullTest(expr, 'IS_NOT_NULL');
  const test = value === 1 ? 'IS_NOT_FALSE' : 'IS_NOT_TRUE';
  if (orNull && !notNull) return { kind: 'BooleanTest', type: 'bool', test, arg: expr, location: -1 };
  return value === 1 ? expr : { kind: 'BoolExpr', type: 'bool', op: 'NOT', args: [expr], location: -1 };
}

function membership({ term, order, domain, set, orNull }: InSet): Expr {
  const expr = labelled(term, order);
  if (isEmpty(set)) return nullTest(expr, 'IS_NULL');
  if (areEqual(order, set, domain)) return nullTest(expr, 'IS_NOT_NULL');
  const left = intersection(order, complement(set), domain);
  const excluded = onlyPoints(order, left);
  const [one] = excluded ?? [];
  if (excluded !== undefined && one !== undefined) {
    const equality = comparison(equal, expr, constant(expr, order, one));
    if (orNull && excluded.length === 1 && equality.kind === 'FuncExpr')
      return {
        kind: 'DistinctExpr',
        type: 'bool',
        func: equality.func,
        left: expr,
        right: constant(expr, order, one),
        location: -1,
      };
    return orAbsent(expr, orNull, oneOf(expr, order, excluded, less | greater));
  }
  const points: Value[] = [];
  const parts: Expr[] = [];
  for (const { low, high } of intervalsOf(set)) {
    const value =
      low === undefined || high === undefined ? undefined : onlyValue(order, { inside: false, cuts: [low, high] });
    if (value !== undefined) points.push(value);
    else parts.push(between(expr, order, domain, low, high));
  }
  const found = points.length === 0 ? [] : [oneOf(expr, order, points, equal)];
  return orAbsent(expr, orNull, joined('OR', [...found, ...parts]));
}

const orAbsent = (expr: Expr, orNull: boolean, condition: Expr): Expr =>
  orNull ? joined('OR', [condition, nullTest(expr, 'IS_NULL')]) : condition;

/** The values of a set that is made of single values; undefined for another. */
function onlyPoints(order: Order, set: IntervalSet): Value[] | undefined {
  const values = intervalsOf(set).map(({ low, high }) =>
    low === undefined || high === undefined ? undefined : onlyValue(order, { inside: false, cuts: [low, high] }),
  );
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  return known.length === values.length ? known : undefined;
}

/** `= one`, `IN (…)`, `<> one`, `NOT IN (…)`. */
function oneOf(expr: Expr, order: Order, values: readonly Value[], relation: number): Expr {
  const [first, ...others] = values.map((value) => constant(expr, order, value));
  if (first === undefined) throw new SqlError('XX000', 'a list without values');
  const compared = comparison(relation, expr, first);
  if (others.length === 0 || compared.kind !== 'FuncExpr') return compared;
  const { func } = compared;
  const useOr = relation === equal;
  return {
    kind: 'ScalarArrayOpExpr',
    type: 'bool',
    func,
    useOr,
    scalar: expr,
    elements: [first, ...others],
    location: -1,
  };
}

/** The conditions at both ends of an interval, where these are not the ends of what the term can be. */
function between(expr: Expr, order: Order, domain: IntervalSet, low: Cut | undefined, high: Cut | undefined): Expr {
  const ends: Expr[] = [];
  const isEnd = (cut: Cut): boolean =>
    domain.cuts.some((end) => end.after === cut.after && order.compare(end.value, cut.value) === 0);
  if (low !== undefined && !isEnd(low))
    ends.push(comparison(low.after ? greater : greater | equal, expr, constant(expr, order, low.value)));
  if (high !== undefined && !isEnd(high)) {
    const last = high.after ? high.value : order.previous?.(high.value);
    const least = constant(expr, order, last ?? high.value);
    ends.push(comparison(last === undefined ? less : less | equal, expr, least));
  }
  return ends.length === 0 ? nullTest(expr, 'IS_NOT_NULL') : joined('AND', ends);
}

/** The value as a constant that the expression is compared with: integers of up to 32 bits as they are written, an int4. */
function constant({ type }: Expr, order: Order, value: Value): Const {
  const small = order.type === 'int8' && type !== 'int8';
  return { kind: 'Const', type: small ? 'int4' : order.type, value: small ? Number(value) : value, location: -1 };
}
