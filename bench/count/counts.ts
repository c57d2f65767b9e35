/** What is counted for each row, and how it is found from windows of passes. */
import { median } from '../statistics.js';

/** Counts for each row of one kernel, by valgrind's simulation or by the machine's own counters. Zero means that there were none. */
export interface Counts {
  /** The rows of a pass. */
  readonly rows: number;
  readonly instructionsPerRow: number;
  /** Conditional branches as valgrind counts them; all branches as a processor does. */
  readonly branchesPerRow: number;
  readonly branchMissesPerRow: number;
  /** Jumps and calls whose target is computed, without returns. Left out where the machine has no counter for them. */
  readonly indirectBranchesPerRow?: number;
  readonly indirectMissesPerRow?: number;
}

/** Counts, and what the kernel selected meanwhile, by which contestants are checked against each other. */
export interface Counted<C extends Counts = Counts> {
  readonly counts: C;
  readonly selected: number | undefined;
  readonly checksum: number | undefined;
}

/** The totals of the counter's events, in its order. */
export type Totals = readonly number[];

/** Passes that were counted together. */
export interface Window {
  readonly passes: number;
  readonly totals: Totals;
}

/** How far the counts of pairs of windows may be apart, as a part of their median, before V8 is taken to have exchanged code meanwhile. */
const settledSpread = 0.02;
/** Instructions a row that pairs may differ by in any case. */
const leastDifference = 0.1;

/**
 * What a pass more costs, for each row, from pairs of a short and a long window: what the two have in common, marks included, cancels out. Gives
 * the medians of the pairs, or undefined when their first event, instructions, differs too much.
 */
export function perRow(windows: readonly Window[], rows: number): Totals | undefined {
  const pairs = windows.flatMap((short, i) => {
    const long = windows[i + 1];
    if (i % 2 === 1 || long === undefined) return [];
    const more = (long.passes - short.passes) * rows;
    return [long.totals.map((total, event) => (total - (short.totals[event] ?? NaN)) / more)];
  });
  const medians = (pairs[0] ?? []).map((_, event) => median(pairs.map((pair) => pair[event] ?? NaN)));
  const instructions = pairs.map(([first = NaN]) => first);
  const spread = Math.max(...instructions) - Math.min(...instructions);
  return spread <= Math.max(leastDifference, (medians[0] ?? NaN) * settledSpread) ? medians : undefined;
}

/** Four figures at most, and no more than three places behind the point: the windows agree on no more. Noise can make nothing negative. */
export const rounded = (x: number): number => Number(Number(Math.max(0, x).toPrecision(4)).toFixed(3));
