/** After how many rows what starts slowly and runs fast has overtaken what starts fast and runs slowly. */

/** Rows, and the median time that one of two takes for them and the other. */
export interface Point {
  readonly rows: number;
  readonly first: number;
  readonly second: number;
}

/**
 * The number of rows where the total times of two cross for the last time, from measured points in ascending order, interpolated on a log-log scale: between two powers of ten
 * times are nearly straight there. Gives 0 when `second` is faster from the first point on and undefined when it is not faster at the last one.
 */
export function crossing(points: readonly Point[]): number | undefined {
  const lead = ({ first, second }: Point): number => Math.log(second / first);
  const last = points.at(-1);
  if (last === undefined || lead(last) >= 0) return undefined;
  const before = points.findLastIndex((point) => lead(point) >= 0);
  const [x, y] = [points[before], points[before + 1]];
  if (x === undefined || y === undefined) return 0;
  const part = lead(x) / (lead(x) - lead(y));
  return Math.exp(Math.log(x.rows) + part * (Math.log(y.rows) - Math.log(x.rows)));
}

/** What it takes until a kernel is ready, in microseconds, and for each row then, in nanoseconds. */
export interface Pace {
  readonly ready: number;
  readonly nsPerRow: number;
}

/** How many rows it takes until faster rows have made up for a slower start, each as fast as when it is warm; undefined when rows are not faster. */
export function rowsUntilPaid(contender: Pace, rival: Pace): number | undefined {
  const saved = rival.nsPerRow - contender.nsPerRow;
  return saved <= 0 ? undefined : Math.max(0, Math.ceil(((contender.ready - rival.ready) * 1000) / saved));
}
