/** What experiments say about numbers: the middle of several timings, and how two curves go together. */

/** Several timings of one thing. */
export interface Spread {
  /** The fastest: whatever else a machine does can only make code slower, so this is nearest to what the code takes. */
  readonly best: number;
  readonly median: number;
  /** A quarter of the timings is above. */
  readonly high: number;
  /** All of them, in the order in which they were taken. */
  readonly rounds: readonly number[];
}

/**
 * How many times as long the first takes: the median over the rounds, in each of which both were timed one after the other. A slow or fast moment of the machine falls on both,
 * so that small differences are seen that the fastest rounds of each may hide.
 */
export const ratioOf = (first: Spread, second: Spread): number =>
  median(first.rounds.map((time, round) => time / (second.rounds[round] ?? Number.NaN)));

/** The value below which that part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of ratios. */
export const geometricMean = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));

/** What several timings of one thing say. */
export const spreadOf = (values: readonly number[]): Spread => ({
  best: quantile(values, 0),
  median: median(values),
  high: quantile(values, 0.75),
  rounds: values,
});

/** A point of a figure: the fastest timing, and how far the slower ones reach. */
export const pointAt = (x: number, { best, high }: Spread): { x: number; y: number; low: number; high: number } => ({
  x,
  y: best,
  low: best,
  high,
});

/** The sum of the products of two lists' distances from their means. */
function covariance(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)];
  return xs.reduce((sum, one, n) => sum + (one - x) * ((ys[n] ?? y) - y), 0);
}

/** How nearly two lists lie on one straight line, rising (1) or falling (-1): Pearson's correlation. */
export const correlation = (xs: readonly number[], ys: readonly number[]): number =>
  covariance(xs, ys) / Math.sqrt(covariance(xs, xs) * covariance(ys, ys));

/** The straight line that is nearest to the points, by least squares. */
export function lineThrough(
  xs: readonly number[],
  ys: readonly number[],
): { readonly slope: number; readonly start: number } {
  const slope = covariance(xs, ys) / covariance(xs, xs);
  return { slope, start: mean(ys) - slope * mean(xs) };
}
