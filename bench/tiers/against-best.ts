/** `auto` beside the engine that would have been the best one to name, for each predicate and number of rows. */
import type { PredicateName } from '../predicates.js';
import { geometricMean, overlap } from '../statistics.js';
import type { Cell } from './measurement.js';
import type { TierContestant } from './messages.js';

export interface AgainstBest {
  readonly predicate: PredicateName;
  readonly rows: number;
  readonly best: TierContestant;
  /** auto's median time as a part of the best one's; and the same with the ends of their intervals that lie closest together, and farthest apart. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** More than 5 % slower, and the intervals do not overlap. */
  readonly isWorse: boolean;
  /** What auto did. */
  readonly chosen: string;
}

const allowed = 1.05;

/** Of all predicates and rows that `auto` and an engine were measured with. The fastest of several medians is a lucky one more often than not: that counts against auto. */
export function againstBest(cells: readonly Cell[]): readonly AgainstBest[] {
  return cells.flatMap((auto) => {
    if (auto.contestant !== 'auto') return [];
    const rivals = cells.filter(
      ({ contestant, predicate, rows }) => contestant !== 'auto' && predicate === auto.predicate && rows === auto.rows,
    );
    const [first, ...others] = rivals;
    if (first === undefined) return [];
    const best = others.reduce((x, y) => (y.total.median < x.total.median ? y : x), first);
    const ratio = auto.total.median / best.total.median;
    return [
      {
        predicate: auto.predicate,
        rows: auto.rows,
        best: best.contestant,
        ratio,
        low: auto.total.low / best.total.high,
        high: auto.total.high / best.total.low,
        isWorse: ratio > allowed && !overlap(auto.total, best.total),
        chosen: auto.chosen?.what ?? '',
      },
    ];
  });
}

export const meanRatio = (found: readonly AgainstBest[]): number => geometricMean(found.map(({ ratio }) => ratio));

/** The one with the greatest ratio. */
export function worst(found: readonly AgainstBest[]): AgainstBest | undefined {
  return found.reduce<AgainstBest | undefined>((x, y) => (x === undefined || y.ratio > x.ratio ? y : x), undefined);
}
