/**
 * Formulas of two values over terms: what it takes for a predicate to be true, or false, or null. They are made of AND and OR alone, over conditions that say where a
 * term's value is, so that their opposites are exact and NULL needs no third value.
 */
import type { Expr } from '../sql/expression.js';
import {
  complement,
  empty,
  full,
  intersection,
  isEmpty,
  onlyValue,
  union,
  areEqual,
  type IntervalSet,
} from './interval-set.js';
import type { Order } from './order.js';
import type { Term } from './term.js';

/** The term has a value in the set, or is null if `orNull`. */
export interface InSet {
  readonly kind: 'in';
  readonly term: Term;
  readonly order: Order;
  /** All of the values that the term can have. */
  readonly domain: IntervalSet;
  readonly set: IntervalSet;
  readonly orNull: boolean;
  /** A predicate that is true exactly where this holds. */
  readonly source?: Expr | undefined;
  /** It follows from what stands beside it, and need not be written. */
  readonly follows?: boolean | undefined;
}

/** Bits of how one value can stand to another. */
export const less = 1;
export const equal = 2;
export const greater = 4;
export const anyRelation = less | equal | greater;

/** Neither term is null, and the left one is less than, equal to or greater than the right one, as the bits allow. */
export interface Related {
  readonly kind: 'related';
  readonly left: Term;
  readonly right: Term;
  readonly order: Order;
  readonly relation: number;
  readonly source?: Expr | undefined;
}

export type Literal = InSet | Related;
export interface And {
  readonly kind: 'and';
  readonly args: readonly Formula[];
}
export interface Or {
  readonly kind: 'or';
  readonly args: readonly Formula[];
}
export type Formula = Literal | And | Or | { readonly kind: 'constant'; readonly value: boolean };

export const always: Formula = { kind: 'constant', value: true };
export const never: Formula = { kind: 'constant', value: false };

/** The condition in its simplest form. */
export function inSet(given: Omit<InSet, 'kind'>): Formula {
  const { term, order, domain } = given;
  const set = intersection(order, given.set, domain);
  const orNull = given.orNull && !term.notNull;
  if (isEmpty(set) && !orNull) return never;
  if ((orNull || term.notNull) && areEqual(order, set, domain)) return always;
  return { ...given, kind: 'in', set, orNull };
}

/** The condition with its terms in one order, so that `a < b` and `b > a` are the same. */
export function related(given: Omit<Related, 'kind'>): Formula {
  if (given.relation === 0) return never;
  if (given.left.key <= given.right.key) return { ...given, kind: 'related' };
  return { ...given, kind: 'related', left: given.right, right: given.left, relation: mirrored(given.relation) };
}

/** How the right one stands to the left one. */
export const mirrored = (relation: number): number =>
  (relation & equal) | ((relation & less) !== 0 ? greater : 0) | ((relation & greater) !== 0 ? less : 0);

export const isNull = (at: Pick<InSet, 'term' | 'order' | 'domain'>, source?: Expr): Formula =>
  inSet({ ...at, set: empty, orNull: true, source });

export const isPresent = (at: Pick<InSet, 'term' | 'order' | 'domain'>, source?: Expr): Formula =>
  inSet({ ...at, set: full, orNull: false, source });

export const and = (args: readonly Formula[]): Formula => joined('and', args);
export const or = (args: readonly Formula[]): Formula => joined('or', args);

/** More are joined by halves, so that a long list of values is not gone through for each of them. */
const mostAtOnce = 16;

/** Nested ones are flattened, and conditions on one term become one, in the place of the first. */
function joined(kind: 'and' | 'or', given: readonly Formula[]): Formula {
  if (given.length > mostAtOnce) {
    const half = given.length >> 1;
    return joined(kind, [joined(kind, given.slice(0, half)), joined(kind, given.slice(half))]);
  }
  const args: Formula[] = [];
  const places = new Map<string, number>();
  for (const arg of given.flatMap((each) => (each.kind === kind ? each.args : [each]))) {
    if (arg.kind === 'constant') {
      if (arg.value === (kind === 'or')) return arg;
      continue;
    }
    const place = placeOf(arg);
    const at = place === undefined ? undefined : places.get(place);
    const other = at === undefined ? undefined : args[at];
    if (at === undefined || other === undefined) {
      if (place !== undefined) places.set(place, args.length);
      args.push(arg);
      continue;
    }
    const merged = mergedLiterals(kind, other as Literal, arg as Literal);
    if (merged.kind === 'constant') return merged;
    args[at] = merged;
  }
  const [only] = args;
  if (only === undefined) return kind === 'and' ? always : never;
  return args.length === 1 ? only : { kind, args };
}

/** What conditions that can be made into one have in common. */
function placeOf(formula: Formula): string | undefined {
  if (formula.kind === 'in') return `${formula.order.type} ${formula.term.key}`;
  if (formula.kind === 'related') return `${formula.order.type} ${formula.left.key} ? ${formula.right.key}`;
  return undefined;
}

function mergedLiterals(kind: 'and' | 'or', a: Literal, b: Literal): Formula {
  if (a.kind === 'in' && b.kind === 'in') {
    const set = (kind === 'and' ? intersection : union)(a.order, a.set, b.set);
    const orNull = kind === 'and' ? a.orNull && b.orNull : a.orNull || b.orNull;
    const same = [a, b].find((each) => each.orNull === orNull && areEqual(a.order, each.set, set));
    const source = same === undefined && kind === 'and' ? bothEnds(a, b, set) : same?.source;
    return inSet({ ...a, set, orNull, source, follows: same?.follows });
  }
  if (a.kind === 'in' || b.kind === 'in') return never;
  const relation = kind === 'and' ? a.relation & b.relation : a.relation | b.relation;
  if (relation === 0) return never;
  const same = [a, b].find((each) => each.relation === relation);
  return { ...a, relation, source: same?.source };
}

/** `a > 4 AND a <= 9` as it was written, where that is one interval of several values. */
function bothEnds(a: InSet, b: InSet, set: IntervalSet): Expr | undefined {
  const areEnds = [a, b].every((each) => isEnd(each) && each.source !== undefined && each.follows !== true);
  if (!areEnds || a.source === undefined || b.source === undefined) return undefined;
  if (onlyValue(a.order, set) !== undefined) return undefined;
  return { kind: 'BoolExpr', type: 'bool', op: 'AND', args: [a.source, b.source], location: -1 };
}

/** It leaves all values on one side of a place, among those that the term can have. */
const isEnd = ({ order, set, domain, orNull }: InSet): boolean =>
  !orNull &&
  set.cuts.filter(
    (cut) => !domain.cuts.some((end) => end.after === cut.after && order.compare(end.value, cut.value) === 0),
  ).length === 1;

/** The condition that holds exactly where this one does not; `presence` says where a term is. */
export function opposite(
  formula: Formula,
  presence: (term: Term) => Pick<InSet, 'term' | 'order' | 'domain'>,
): Formula {
  switch (formula.kind) {
    case 'constant':
      return formula.value ? never : always;
    case 'in':
      return inSet({
        ...formula,
        set: complement(formula.set),
        orNull: !formula.orNull,
        source: undefined,
        follows: undefined,
      });
    case 'related': {
      const relation = anyRelation & ~formula.relation;
      const others: Formula[] = relation === 0 ? [] : [{ ...formula, relation, source: undefined }];
      return or([...others, isNull(presence(formula.left)), isNull(presence(formula.right))]);
    }
    case 'and':
    case 'or':
      return (formula.kind === 'and' ? or : and)(formula.args.map((arg) => opposite(arg, presence)));
  }
}
