/** The texts that a LIKE pattern can match, as a set of texts in the order of their bytes: those that begin with what comes before its first wildcard. */
import { above, below, full, intersection, point, type IntervalSet } from './interval-set.js';
import type { Order } from './order.js';

export interface LikeSet {
  readonly set: IntervalSet;
  /** All of the set matches; otherwise all that matches is in the set. */
  readonly exact: boolean;
  /** The operator is true where the pattern does not match. */
  readonly negated: boolean;
}

/** For LIKE, NOT LIKE and ^@, by the operators' names; undefined for others, and for a pattern that ends in its escape. */
export function likeSet(order: Order, operator: string, pattern: string): LikeSet | undefined {
  if (operator === '^@') return { set: beginningWith(order, pattern), exact: true, negated: false };
  if (operator !== '~~' && operator !== '!~~') return undefined;
  const negated = operator === '!~~';
  let prefix = '';
  let at = 0;
  for (; at < pattern.length && pattern[at] !== '%' && pattern[at] !== '_'; at++) {
    if (pattern[at] === '\\') at++;
    if (at >= pattern.length) return undefined;
    prefix += pattern[at];
  }
  const rest = pattern.slice(at);
  if (rest === '') return { set: point(order, prefix), exact: true, negated };
  // A pattern with an escape further on may end in one, which raises an error: that is no set's.
  return { set: beginningWith(order, prefix), exact: /^%+$/.test(rest), negated };
}

function beginningWith(order: Order, prefix: string): IntervalSet {
  if (prefix === '') return full;
  const next = following(prefix);
  const least = above(order, prefix, true);
  return next === undefined ? least : intersection(order, least, below(order, next, false));
}

/** The least text that is greater than all that begin with the prefix: bytes of UTF-8 are ordered as code points are. */
function following(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0) ?? 0;
    if (code < 0x10ffff) return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
}
