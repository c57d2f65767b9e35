/**
 * What a list of timings says: its median with a confidence interval, and how far it is spread. Everything is by order, because timings have
 * a long tail to one side: a mean would report the machine's worst moment.
 */

export interface Summary {
  readonly median: number;
  /** The confidence interval of the median, at 95 % where there are enough samples. */
  readonly low: number;
  readonly high: number;
  readonly samples: number;
  /** The distance of the quartiles as a part of the median. */
  readonly spread: number;
}

export function summarize(values: readonly number[]): Summary {
  const sorted = [...values].sort((x, y) => x - y);
  const rank = lowerRank(sorted.length);
  return {
    median: quantile(sorted, 0.5),
    low: sorted[rank] ?? NaN,
    high: sorted[sorted.length - 1 - rank] ?? NaN,
    samples: sorted.length,
    spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / quantile(sorted, 0.5),
  };
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((x, y) => x - y),
    0.5,
  );
}

/** A quantile of sorted values, interpolated between the two that it lies between. */
export function quantile(sorted: readonly number[], q: number): number {
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * How many values to leave out at each end so that the median of the population is still between the ends in 95 % of the cases. The number
 * of samples below that median is binomial with p = 1/2, whatever the distribution is.
 */
function lowerRank(n: number): number {
  let probability = 0.5 ** n;
  let cumulative = probability;
  let rank = 0;
  while (cumulative <= 0.025 && rank < n) {
    rank++;
    probability *= (n - rank + 1) / rank;
    cumulative += probability;
  }
  return Math.max(0, rank - 1);
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

type Interval = Pick<Summary, 'low' | 'high'>;

/** Two medians that cannot be told apart: their intervals overlap. */
export function overlap(x: Interval, y: Interval): boolean {
  return x.low <= y.high && y.low <= x.high;
}
