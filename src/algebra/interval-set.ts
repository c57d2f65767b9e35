/**
 * Sets of values of an order, as the places at which one goes in and out of the set. A place is a cut between values: before one or after it. So `a > 4`, `a <= 9`,
 * `a IN (1, 2)` and every union, intersection and complement of such is one sorted list of cuts.
 */
import type { Value } from '../catalog/types.js';

/** A place in an order: just before a value, or just after it. */
export interface Cut {
  readonly value: Value;
  readonly after: boolean;
}

/** `inside` says whether the least values are in the set; at each cut, ascending, that changes. */
export interface IntervalSet {
  readonly inside: boolean;
  readonly cuts: readonly Cut[];
}

/** What the sets need of an order. */
export interface Comparing {
  /** Negative, 0 or positive. */
  readonly compare: (a: Value, b: Value) => number;
  /** Of a discrete order: the value that follows; undefined after the greatest. */
  readonly next?: (value: Value) => Value | undefined;
  /** The value before one; undefined before the least. */
  readonly previous?: (value: Value) => Value | undefined;
}

export const empty: IntervalSet = { inside: false, cuts: [] };
export const full: IntervalSet = { inside: true, cuts: [] };

export const isEmpty = (set: IntervalSet): boolean => !set.inside && set.cuts.length === 0;

/** The cut in the one form that it has: in a discrete order, after a value is before the next. */
function cutAt(order: Comparing, value: Value, after: boolean): Cut {
  const next = after ? order.next?.(value) : undefined;
  return next === undefined ? { value, after } : { value: next, after: false };
}

/** All values that are less than one; with `orEqual` that one too. */
export const below = (order: Comparing, value: Value, orEqual: boolean): IntervalSet => ({
  inside: true,
  cuts: [cutAt(order, value, orEqual)],
});

/** All values that are greater than one; with `orEqual` that one too. */
export const above = (order: Comparing, value: Value, orEqual: boolean): IntervalSet => ({
  inside: false,
  cuts: [cutAt(order, value, !orEqual)],
});

/** One value, and all that are equal to it. */
export const point = (order: Comparing, value: Value): IntervalSet => ({
  inside: false,
  cuts: [cutAt(order, value, false), cutAt(order, value, true)],
});

export const complement = (set: IntervalSet): IntervalSet => ({ inside: !set.inside, cuts: set.cuts });

export const intersection = (order: Comparing, a: IntervalSet, b: IntervalSet): IntervalSet =>
  combined(order, a, b, (inA, inB) => inA && inB);

export const union = (order: Comparing, a: IntervalSet, b: IntervalSet): IntervalSet =>
  combined(order, a, b, (inA, inB) => inA || inB);

/** Whether all of `a` is in `b`. */
export const isSubset = (order: Comparing, a: IntervalSet, b: IntervalSet): boolean =>
  isEmpty(combined(order, a, b, (inA, inB) => inA && !inB));

export const areDisjoint = (order: Comparing, a: IntervalSet, b: IntervalSet): boolean =>
  isEmpty(intersection(order, a, b));

export const areEqual = (order: Comparing, a: IntervalSet, b: IntervalSet): boolean =>
  isEmpty(combined(order, a, b, (inA, inB) => inA !== inB));

function compareCuts(order: Comparing, a: Cut, b: Cut): number {
  const values = order.compare(a.value, b.value);
  return values !== 0 ? values : Number(a.after) - Number(b.after);
}

function combined(
  order: Comparing,
  a: IntervalSet,
  b: IntervalSet,
  keep: (inA: boolean, inB: boolean) => boolean,
): IntervalSet {
  let inA = a.inside;
  let inB = b.inside;
  const first = keep(inA, inB);
  let inside = first;
  const cuts: Cut[] = [];
  for (let i = 0, j = 0; ; ) {
    const [cutA, cutB] = [a.cuts[i], b.cuts[j]];
    const at = cutA ?? cutB;
    if (at === undefined) return { inside: first, cuts };
    const side = cutA === undefined ? 1 : cutB === undefined ? -1 : compareCuts(order, cutA, cutB);
    if (side <= 0) {
      inA = !inA;
      i++;
    }
    if (side >= 0) {
      inB = !inB;
      j++;
    }
    if (keep(inA, inB) === inside) continue;
    inside = !inside;
    cuts.push(side > 0 && cutB !== undefined ? cutB : at);
  }
}

/** The value that is all of the set; undefined where there are more or none. */
export function onlyValue(order: Comparing, set: IntervalSet): Value | undefined {
  const [low, high, ...others] = set.cuts;
  if (set.inside || low === undefined || high === undefined || low.after || others.length > 0) return undefined;
  return compareCuts(order, high, cutAt(order, low.value, true)) === 0 ? low.value : undefined;
}

/** The least place of a set; undefined where it has no least. */
export const lowEnd = (set: IntervalSet): Cut | undefined => (set.inside ? undefined : set.cuts[0]);

/** The greatest place of a set; undefined where it has no greatest. */
export const highEnd = (set: IntervalSet): Cut | undefined =>
  set.inside === (set.cuts.length % 2 === 0) ? undefined : set.cuts.at(-1);

/** All values after a place. */
export const from = (cut: Cut): IntervalSet => ({ inside: false, cuts: [cut] });

/** All values before a place. */
export const upTo = (cut: Cut): IntervalSet => ({ inside: true, cuts: [cut] });

/** The intervals one by one, in order. */
export function intervalsOf(set: IntervalSet): { readonly low: Cut | undefined; readonly high: Cut | undefined }[] {
  const ends: (Cut | undefined)[] = set.inside ? [undefined, ...set.cuts] : [...set.cuts];
  const found: { low: Cut | undefined; high: Cut | undefined }[] = [];
  for (let i = 0; i < ends.length; i += 2) found.push({ low: ends[i], high: ends[i + 1] });
  return found;
}
