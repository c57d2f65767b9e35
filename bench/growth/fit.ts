/** How a time grows with a size: the slope of a straight line through their logarithms, 1 for what is in proportion and 2 for a square. */

export interface Point {
  readonly size: number;
  readonly time: number;
}

/** Below this size, what every compilation costs hides what each conjunct adds. */
export const fitFrom = 16;

/** The least-squares slope over the sizes from `fitFrom` on; undefined with fewer than three. */
export function logLogSlope(points: readonly Point[]): number | undefined {
  const logs = points
    .filter(({ size, time }) => size >= fitFrom && time > 0)
    .map(({ size, time }) => [Math.log(size), Math.log(time)] as const);
  if (logs.length < 3) return undefined;
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
