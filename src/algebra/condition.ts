/**
 * Comparisons → conditions on terms: `a > 4` says that a is in a set, `a < b` how two terms stand to each other, `t LIKE 'ab%'` that t is between two texts. Comparisons
 * across types are brought to one order where that is exact; every other function is a term, of which only its nulls are known.
 */
import { findCast, isImmutable, operatorOfFunction } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import type { CallFunction, Const, Expr, FuncExpr, SupportedFunctions } from '../sql/expression.js';
import { negateClause } from '../sql/simplify/negate.js';
import { relationOf, setOf } from './comparison.js';
import {
  always,
  and,
  anyRelation,
  equal,
  greater,
  inSet,
  isNull,
  isPresent,
  less,
  mirrored,
  never,
  or,
  related,
  type Formula,
  type InSet,
} from './formula.js';
import { complement, empty, full, point, union, type IntervalSet } from './interval-set.js';
import { likeSet } from './like-prefix.js';
import { setOverIntegers } from './integer-bounds.js';
import { Orders, type Order } from './order.js';
import { Terms, type Term } from './term.js';
import { isFalse, isTrue, isUnknown } from './truth-value.js';

/** An expression is not worth more: what is asked of it is then not known. */
export class TooComplex extends Error {}

const mostNodes = 20_000;
const mostComparisons = 1_000_000;

/** What conditions are made with; it counts what they cost. */
export class Conditions {
  readonly supported: SupportedFunctions;
  readonly orders: Orders;
  readonly terms: Terms;
  readonly call: CallFunction;
  #left = mostNodes;
  #comparisons = mostComparisons;

  constructor(call: CallFunction, supported: SupportedFunctions, columnTypes: readonly TypeName[]) {
    this.call = call;
    this.supported = supported;
    this.orders = new Orders(call, () => {
      if (--this.#comparisons < 0) throw new TooComplex();
    });
    this.terms = new Terms(supported, this.orders, columnTypes);
  }

  /** Counts a node of a formula. Raises TooComplex when there are too many. */
  spend(): void {
    if (--this.#left < 0) throw new TooComplex();
  }

  at(term: Term, order: Order = term.order): Pick<InSet, 'term' | 'order' | 'domain'> {
    return { term, order, domain: order.domain(this.terms.domainType(term)) };
  }

  /** A boolean of which nothing is known but that it is one. */
  bool(expr: Expr, wanted: number): Formula {
    const term = this.terms.of(expr);
    return inSet({
      ...this.at(term),
      set: values(term.order, wanted),
      orNull: (wanted & isUnknown) !== 0,
      source: this.source(expr, wanted),
    });
  }

  nullness(expr: Expr, absent: boolean): Formula {
    const at = this.at(this.terms.of(expr));
    const test = absent ? 'IS_NULL' : 'IS_NOT_NULL';
    return (absent ? isNull : isPresent)(at, { kind: 'NullTest', type: 'bool', test, arg: expr, location: -1 });
  }

  /** A predicate that is true where the value of this one is wanted. */
  source(expr: Expr, wanted: number): Expr {
    if (wanted === isTrue) return expr;
    if (wanted === isFalse) return negateClause(expr, this.supported);
    return { kind: 'BooleanTest', type: 'bool', test: testOf(wanted), arg: expr, location: -1 };
  }
}

function testOf(wanted: number): Extract<Expr, { kind: 'BooleanTest' }>['test'] {
  if (wanted === isUnknown) return 'IS_UNKNOWN';
  if (wanted === (isFalse | isUnknown)) return 'IS_NOT_TRUE';
  return wanted === (isTrue | isUnknown) ? 'IS_NOT_FALSE' : 'IS_NOT_UNKNOWN';
}

/** Of the values of a boolean, those wanted. */
const values = (order: Order, wanted: number): IntervalSet =>
  union(order, (wanted & isTrue) === 0 ? empty : point(order, 1), (wanted & isFalse) === 0 ? empty : point(order, 0));

type Truth = (conditions: Conditions, expr: Expr, wanted: number) => Formula;

/** What it takes for a comparison to have one of the truth values; undefined for what is no comparison that is understood. */
export function comparisonFormula(
  conditions: Conditions,
  expr: FuncExpr,
  wanted: number,
  truth: Truth,
): Formula | undefined {
  const [left, right, ...others] = expr.args;
  if (left === undefined || right === undefined || others.length > 0 || !isImmutable(expr.func)) return undefined;
  const relation = relationOf(expr.func);
  if (relation === undefined) return likeFormula(conditions, expr, left, right, wanted);
  if (left.kind === 'Const' && right.kind === 'Const') return ofConstants(conditions, expr, left, right, wanted, truth);
  if (left.type === 'bool' && right.type === 'bool' && !(isPlain(left) && isPlain(right)))
    return booleanComparison(conditions, relation, left, right, wanted, truth);
  if (right.kind === 'Const')
    return (
      distributed(conditions, left, wanted, truth, (part) => ({ ...expr, args: [part, right] })) ??
      withConstant(conditions, expr, relation, left, right, wanted)
    );
  if (left.kind === 'Const')
    return (
      distributed(conditions, right, wanted, truth, (part) => ({ ...expr, args: [left, part] })) ??
      withConstant(conditions, expr, mirrored(relation), right, left, wanted)
    );
  const [a, b] = [conditions.terms.of(left), conditions.terms.of(right)];
  const order = conditions.orders.of(left.type);
  if (order !== conditions.orders.of(right.type)) return undefined;
  const [atA, atB] = [conditions.at(a, order), conditions.at(b, order)];
  const ways = relationWanted(relation, wanted);
  const nulls = (wanted & isUnknown) === 0 ? [] : [isNull(atA), isNull(atB)];
  const source = nulls.length === 0 ? conditions.source(expr, wanted) : undefined;
  if (a === b) return or([(ways & equal) === 0 ? never : isPresent(atA), ...nulls]);
  return or([related({ left: a, right: b, order, relation: ways, source }), ...nulls]);
}

const isPlain = ({ kind }: Expr): boolean => kind === 'Var' || kind === 'Param';

/** The ways of standing to each other for which a comparison has one of the values. */
const relationWanted = (relation: number, wanted: number): number =>
  ((wanted & isTrue) === 0 ? 0 : relation) | ((wanted & isFalse) === 0 ? 0 : anyRelation & ~relation);

/** A comparison of booleans that are themselves predicates. */
function booleanComparison(
  conditions: Conditions,
  relation: number,
  left: Expr,
  right: Expr,
  wanted: number,
  truth: Truth,
): Formula {
  const ways = relationWanted(relation, wanted);
  const pair = (a: number, b: number): Formula => and([truth(conditions, left, a), truth(conditions, right, b)]);
  return or([
    (ways & less) === 0 ? never : pair(isFalse, isTrue),
    (ways & greater) === 0 ? never : pair(isTrue, isFalse),
    ...((ways & equal) === 0 ? [] : [pair(isTrue, isTrue), pair(isFalse, isFalse)]),
    ...((wanted & isUnknown) === 0 ? [] : [truth(conditions, left, isUnknown), truth(conditions, right, isUnknown)]),
  ]);
}

/** A comparison of COALESCE or CASE is one of the parts that they choose from. */
function distributed(
  conditions: Conditions,
  chosen: Expr,
  wanted: number,
  truth: Truth,
  compare: (part: Expr) => Expr,
): Formula | undefined {
  if (chosen.kind === 'CaseExpr')
    return truth(
      conditions,
      {
        ...chosen,
        type: 'bool',
        whens: chosen.whens.map(({ when, then }) => ({ when, then: compare(then) })),
        otherwise: compare(chosen.otherwise),
      },
      wanted,
    );
  if (chosen.kind !== 'CoalesceExpr') return undefined;
  const [first, ...others] = chosen.args;
  if (first === undefined || others.length === 0) return undefined;
  const isAbsent: Expr = { kind: 'NullTest', type: 'bool', test: 'IS_NULL', arg: first, location: -1 };
  const rest: Expr = others.length === 1 && others[0] !== undefined ? others[0] : { ...chosen, args: others };
  const whens = [{ when: isAbsent, then: compare(rest) }];
  return truth(
    conditions,
    { kind: 'CaseExpr', type: 'bool', arg: null, whens, otherwise: compare(first), location: -1 },
    wanted,
  );
}

/** A part of a COALESCE that is a constant has left both sides so. */
function ofConstants(
  conditions: Conditions,
  { func, location }: FuncExpr,
  left: Const,
  right: Const,
  wanted: number,
  truth: Truth,
): Formula {
  const isKnown = left.value !== null && right.value !== null;
  const value = isKnown ? conditions.call(func, 'bool', [left, right]) : null;
  return truth(conditions, { kind: 'Const', type: 'bool', value, location }, wanted);
}

function withConstant(
  conditions: Conditions,
  expr: FuncExpr,
  relation: number,
  side: Expr,
  constant: Const,
  wanted: number,
): Formula | undefined {
  if (constant.value === null) return (wanted & isUnknown) === 0 ? never : always;
  const ways = relationWanted(relation, wanted);
  const orNull = (wanted & isUnknown) !== 0;
  // IS DISTINCT FROM says in one word what a test of = says in two.
  const isEquality = relation === equal || relation === (less | greater);
  const source = orNull && isEquality ? undefined : conditions.source(expr, wanted);
  const integer = integerWithin(side);
  if (integer !== undefined) {
    const order = conditions.orders.of(integer.type);
    const set = setOverIntegers(order, ways, String(constant.value));
    if (set !== undefined) return inSet({ ...conditions.at(conditions.terms.of(integer), order), set, orNull, source });
  }
  const order = conditions.orders.of(side.type);
  const value = valueIn(conditions, order, constant);
  if (value === undefined) return undefined;
  const set = ways === 0 ? empty : ways === anyRelation ? full : setOf(order, ways, value);
  return inSet({ ...conditions.at(conditions.terms.of(side), order), set, orNull, source });
}

/** The integer of which this is the numeric. */
function integerWithin(side: Expr): Expr | undefined {
  if (side.kind !== 'FuncExpr' || side.type !== 'numeric') return undefined;
  const [inner, ...others] = side.args;
  if (inner === undefined || others.length > 0 || !['int2', 'int4', 'int8'].includes(inner.type)) return undefined;
  return findCast(inner.type, 'numeric')?.func === side.func ? inner : undefined;
}

/** The constant as a value of the order; a date is the timestamp of its midnight. */
function valueIn(conditions: Conditions, order: Order, constant: Const): ReturnType<Order['valueOf']> {
  if (conditions.orders.of(constant.type) === order) return order.valueOf(constant);
  const cast = constant.type === 'date' && order.type === 'timestamp' ? findCast('date', 'timestamp')?.func : undefined;
  return cast == null ? undefined : (conditions.call(cast, 'timestamp', [constant]) ?? undefined);
}

/** LIKE and ^@ of a text and a constant, where what comes before the first wildcard says something. */
function likeFormula(
  conditions: Conditions,
  expr: FuncExpr,
  left: Expr,
  pattern: Expr,
  wanted: number,
): Formula | undefined {
  const operator = operatorOfFunction(expr.func)?.name;
  if (operator === undefined || left.type !== 'text' || pattern.type !== 'text' || pattern.kind !== 'Const')
    return undefined;
  const order = conditions.orders.of('text');
  const found = likeSet(order, operator, String(pattern.value));
  if (found === undefined || pattern.value === null) return undefined;
  const at = conditions.at(conditions.terms.of(left), order);
  const orNull = (wanted & isUnknown) !== 0;
  const matches = found.negated ? isFalse : isTrue;
  if (found.exact) {
    const set = union(
      order,
      (wanted & matches) === 0 ? empty : found.set,
      (wanted & (isTrue | isFalse) & ~matches) === 0 ? empty : complement(found.set),
    );
    return inSet({ ...at, set, orNull, source: conditions.source(expr, wanted) });
  }
  // It matches within the set only: that is told too, but need not be written again.
  const itself = conditions.bool(expr, wanted);
  return (wanted & (isTrue | isFalse)) === matches
    ? and([itself, inSet({ ...at, set: found.set, orNull, follows: true })])
    : itself;
}
