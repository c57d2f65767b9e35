/**
 * What is known of a row: for each term the set that its value is in and whether it can be null, and how terms stand to each other. Facts are added one by one and their
 * consequences drawn; a contradiction says that there is no such row.
 */
import { equal, greater, less, anyRelation, mirrored, type InSet, type Literal } from './formula.js';
import {
  areDisjoint,
  complement,
  from,
  highEnd,
  intersection,
  isEmpty,
  isSubset,
  areEqual,
  lowEnd,
  onlyValue,
  point,
  upTo,
  type Cut,
  type IntervalSet,
} from './interval-set.js';
import type { Order } from './order.js';
import type { Term } from './term.js';

export class Contradiction extends Error {}

interface TermState {
  readonly orNull: boolean;
  readonly sets: ReadonlyMap<Order, IntervalSet>;
}

interface Relation {
  readonly left: Term;
  readonly right: Term;
  readonly order: Order;
  readonly ways: number;
}

type At = (term: Term, order: Order) => Pick<InSet, 'term' | 'order' | 'domain'>;

/** Rounds of consequences that are drawn: chains of integers that come closer one by one would take forever. */
const mostRounds = 12;
/** Terms among which relations are followed from one to the next. */
const mostRelated = 12;

export class Known {
  readonly #at: At;
  #terms: Map<Term, TermState>;
  #relations: Map<string, Relation>;
  /** Terms that have become null though they are calls: one of their arguments is. */
  #nullCalls: Term[] = [];

  constructor(at: At, other?: Known) {
    this.#at = at;
    this.#terms = new Map(other === undefined ? [] : other.#terms);
    this.#relations = new Map(other === undefined ? [] : other.#relations);
  }

  copy(): Known {
    return new Known(this.#at, this);
  }

  /** Calls that have become null since this was last asked. */
  takeNullCalls(): readonly Term[] {
    const taken = this.#nullCalls;
    this.#nullCalls = [];
    return taken;
  }

  /** Raises Contradiction when it cannot be. */
  add(literal: Literal): void {
    if (literal.kind === 'in') this.#restrict(literal.term, literal.order, literal.set, literal.orNull);
    else {
      const { left, right, order, relation } = literal;
      this.#present(left);
      this.#present(right);
      this.#relate(left, right, order, relation);
    }
    if (this.#relations.size > 0) this.#drawConsequences();
  }

  /** Whether it cannot hold; false when that is not seen. */
  refutes(literal: Literal): boolean {
    if (literal.kind === 'in') {
      const { orNull, set } = this.#stateOf(literal.term, literal.order);
      return !(orNull && literal.orNull) && areDisjoint(literal.order, set, literal.set);
    }
    const ways = this.#waysOf(literal.left, literal.right, literal.order);
    return (ways & literal.relation) === 0 || this.#isNull(literal.left) || this.#isNull(literal.right);
  }

  /** Whether it must hold; false when that is not seen. */
  entails(literal: Literal): boolean {
    if (literal.kind === 'in') {
      const { orNull, set } = this.#stateOf(literal.term, literal.order);
      return (!orNull || literal.orNull) && isSubset(literal.order, set, literal.set);
    }
    const { left, right, order, relation } = literal;
    return (
      !this.#stateOf(left, order).orNull &&
      !this.#stateOf(right, order).orNull &&
      (this.#waysOf(left, right, order) & ~relation) === 0
    );
  }

  #stateOf(term: Term, order: Order): { readonly orNull: boolean; readonly set: IntervalSet } {
    const state = this.#terms.get(term);
    return {
      orNull: state?.orNull ?? !term.notNull,
      set: state?.sets.get(order) ?? this.#at(term, order).domain,
    };
  }

  #isNull(term: Term): boolean {
    return [...(this.#terms.get(term)?.sets.values() ?? [])].some(isEmpty);
  }

  #present(term: Term): void {
    this.#restrict(term, term.order, this.#at(term, term.order).domain, false);
  }

  /** Whether anything has changed. */
  #restrict(term: Term, order: Order, set: IntervalSet, orNull: boolean): boolean {
    const before = this.#stateOf(term, order);
    const wasNull = this.#isNull(term);
    const now = { set: intersection(order, before.set, set), orNull: before.orNull && orNull };
    const sets = new Map(this.#terms.get(term)?.sets).set(order, now.set);
    const isNull = isEmpty(now.set) || wasNull;
    if (isNull && !now.orNull) throw new Contradiction();
    this.#terms.set(term, { orNull: now.orNull, sets });
    if (before.orNull && !now.orNull) for (const arg of term.strictOver ?? []) this.#present(arg);
    if (isNull && !wasNull && term.nullOnlyOver) this.#nullCalls.push(term);
    return before.orNull !== now.orNull || !areEqual(order, before.set, now.set);
  }

  #relate(left: Term, right: Term, order: Order, ways: number): boolean {
    const key = `${order.type} ${left.key} ? ${right.key}`;
    const before = this.#relations.get(key)?.ways ?? anyRelation;
    const now = before & ways;
    if (now === 0) throw new Contradiction();
    if (now !== before) this.#relations.set(key, { left, right, order, ways: now });
    return now !== before;
  }

  /** The ways in which two terms that are not null can stand to each other. */
  #waysOf(left: Term, right: Term, order: Order): number {
    const known = this.#relations.get(`${order.type} ${left.key} ? ${right.key}`)?.ways ?? anyRelation;
    return known & this.#waysOfSets(left, right, order);
  }

  #waysOfSets(left: Term, right: Term, order: Order): number {
    const [a, b] = [this.#stateOf(left, order).set, this.#stateOf(right, order).set];
    let ways = anyRelation;
    if (areDisjoint(order, a, b)) ways &= ~equal;
    if (isBefore(order, highEnd(a), lowEnd(b))) ways &= less;
    if (isBefore(order, highEnd(b), lowEnd(a))) ways &= greater;
    const [one, other] = [onlyValue(order, a), onlyValue(order, b)];
    if (one !== undefined && other !== undefined && order.compare(one, other) === 0) ways &= equal;
    return ways;
  }

  #drawConsequences(): void {
    for (let round = 0; round < mostRounds; round++) {
      const changed = [...this.#relations.values()].map((relation) => this.#apply(relation));
      if (!this.#chain() && !changed.includes(true)) return;
    }
  }

  /** What a relation and the sets of its terms say of each other. */
  #apply({ left, right, order }: Relation): boolean {
    const ways = this.#waysOf(left, right, order);
    let changed = this.#relate(left, right, order, ways);
    const narrow = (term: Term, set: IntervalSet): void => {
      changed = this.#restrict(term, order, set, false) || changed;
    };
    const [a, b] = [this.#stateOf(left, order).set, this.#stateOf(right, order).set];
    if (ways === equal) {
      narrow(left, b);
      narrow(right, a);
    } else if ((ways & greater) === 0) {
      this.#ascending(left, right, order, (ways & equal) !== 0, narrow);
    } else if ((ways & less) === 0) {
      this.#ascending(right, left, order, (ways & equal) !== 0, narrow);
    } else if ((ways & equal) === 0) {
      const [one, other] = [onlyValue(order, a), onlyValue(order, b)];
      if (one !== undefined) narrow(right, complement(point(order, one)));
      if (other !== undefined) narrow(left, complement(point(order, other)));
    }
    return changed;
  }

  /** `low` is less than `high`, or equal. */
  #ascending(
    low: Term,
    high: Term,
    order: Order,
    orEqual: boolean,
    narrow: (term: Term, set: IntervalSet) => void,
  ): void {
    const least = lowEnd(this.#stateOf(low, order).set);
    if (least !== undefined) narrow(high, orEqual ? from(least) : beyond(order, least));
    const most = highEnd(this.#stateOf(high, order).set);
    if (most !== undefined) narrow(low, orEqual ? upTo(most) : before(order, most));
  }

  /** From `a < b` and `b < c` follows `a < c`. */
  #chain(): boolean {
    const terms = new Set([...this.#relations.values()].flatMap(({ left, right }) => [left, right]));
    if (terms.size < 3 || terms.size > mostRelated) return false;
    let changed = false;
    for (const first of [...this.#relations.values()])
      for (const second of [...this.#relations.values()]) {
        if (first === second || first.order !== second.order) continue;
        for (const [a, b, ways] of bothSides(first))
          for (const [c, d, further] of bothSides(second))
            if (b === c && a !== d && a.key < d.key)
              changed = this.#relate(a, d, first.order, composed(ways, further)) || changed;
      }
    return changed;
  }
}

const bothSides = ({ left, right, ways }: Relation): readonly (readonly [Term, Term, number])[] => [
  [left, right, ways],
  [right, left, mirrored(ways)],
];

/** How a stands to c, from how a stands to b and b to c. */
function composed(ab: number, bc: number): number {
  let ways = 0;
  for (const one of [less, equal, greater])
    for (const other of [less, equal, greater]) {
      if ((ab & one) === 0 || (bc & other) === 0) continue;
      ways |= one === equal ? other : other === equal || one === other ? one : anyRelation;
    }
  return ways;
}

/** Whether all before the one place are less than all after the other. */
function isBefore(order: Order, high: Cut | undefined, low: Cut | undefined): boolean {
  return high !== undefined && low !== undefined && isSubset(order, upTo(high), upTo(low));
}

/** The values greater than some value after a place. */
function beyond(order: Order, cut: Cut): IntervalSet {
  if (cut.after) return from(cut);
  const next = order.next?.(cut.value);
  return from(next === undefined ? { value: cut.value, after: true } : { value: next, after: false });
}

/** The values less than some value before a place. */
function before(order: Order, cut: Cut): IntervalSet {
  if (cut.after) return upTo({ value: cut.value, after: false });
  const previous = order.previous?.(cut.value);
  return upTo(previous === undefined ? cut : { value: previous, after: false });
}
