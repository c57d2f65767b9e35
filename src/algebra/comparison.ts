/** The comparisons by a btree order: which C function is which of the six operators, and what it lets through. */
import { operatorOfFunction } from '../catalog/catalog.js';
import type { Value } from '../catalog/types.js';
import { equal, greater, less } from './formula.js';
import { above, below, complement, point, type IntervalSet } from './interval-set.js';
import type { Order } from './order.js';

/** PostgreSQL's names of the operators of btree's five strategies and of <>, and the ways of standing to each other for which they are true. */
const relations: Readonly<Record<string, number>> = {
  '<': less,
  '<=': less | equal,
  '=': equal,
  '>=': greater | equal,
  '>': greater,
  '<>': less | greater,
};

/** For which ways of its arguments to stand to each other a function is true; undefined for one that is no comparison. All types that quern computes with and that have these operators are ordered by them. */
export function relationOf(func: string): number | undefined {
  const name = operatorOfFunction(func)?.name;
  return name !== undefined && Object.hasOwn(relations, name) ? relations[name] : undefined;
}

/** The operator that is true for the ways. */
export const operatorOf = (relation: number): string | undefined =>
  Object.entries(relations).find(([, each]) => each === relation)?.[0];

/** The values that stand to one as a relation says. */
export function setOf(order: Order, relation: number, value: Value): IntervalSet {
  switch (relation) {
    case less:
      return below(order, value, false);
    case less | equal:
      return below(order, value, true);
    case equal:
      return point(order, value);
    case greater | equal:
      return above(order, value, true);
    case greater:
      return above(order, value, false);
    default:
      return complement(point(order, value));
  }
}
