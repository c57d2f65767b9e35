/** A numeric constant that integers are compared with, as a set of integers: `a > 2.5` is `a > 2`. */
import { equal, greater, less } from './formula.js';
import { above, below, empty, full, point, union, type IntervalSet } from './interval-set.js';
import type { Order } from './order.js';

const greatest = 2n ** 63n - 1n;

/** The integers that stand to the numeric, given as PostgreSQL prints it, in one of the ways; undefined for what is no number. */
export function setOverIntegers(order: Order, ways: number, printed: string): IntervalSet | undefined {
  const [under, same, over] = parts(order, printed) ?? [];
  if (under === undefined || same === undefined || over === undefined) return undefined;
  return [
    (ways & less) === 0 ? empty : under,
    (ways & equal) === 0 ? empty : same,
    (ways & greater) === 0 ? empty : over,
  ].reduce((all, set) => union(order, all, set));
}

/** The integers that are less, equal and greater. */
function parts(order: Order, printed: string): readonly IntervalSet[] | undefined {
  // NaN is greater than every number.
  if (printed === 'NaN' || printed === 'Infinity') return [full, empty, empty];
  if (printed === '-Infinity') return [empty, empty, full];
  const [, sign, digits, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(printed) ?? [];
  if (digits === undefined) return undefined;
  const whole = /^0*$/.test(fraction);
  const towardsZero = BigInt(`${sign ?? ''}${digits}`);
  const floor = !whole && sign === '-' ? towardsZero - 1n : towardsZero;
  if (floor > greatest) return [full, empty, empty];
  if (floor < -greatest - 1n) return [empty, empty, full];
  const over = above(order, floor, false);
  return whole ? [below(order, floor, false), point(order, floor), over] : [below(order, floor, true), empty, over];
}
