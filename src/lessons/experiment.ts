/**
 * What a lesson's experiment is: a measurement that runs wherever quern runs, in a terminal or in a page's worker, and what of it should look like the published one.
 * It gives data, not pictures: the terminal and the playground draw.
 */

/** One line, or one row of bars. */
export interface Series {
  readonly name: string;
  /** x and y of each point, in order; for bars x is the place in `Figure.x.labels`. `low` and `high` enclose y where there were several measurements. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly low?: number; readonly high?: number }[];
}

export interface Figure {
  readonly kind: 'lines' | 'bars';
  readonly title: string;
  /** What is along the axis, with its unit; `labels` names the bars. */
  readonly x: { readonly label: string; readonly labels?: readonly string[]; readonly scale?: 'linear' | 'log' };
  readonly y: { readonly label: string; readonly scale?: 'linear' | 'log' };
  readonly series: readonly Series[];
}

/** Something that the published figure shows and this one should show too: an ordering, a peak's place, a direction. */
export interface Check {
  /** What should hold, as a sentence: `at 50 % the branching loop takes at least 2.5 times what it takes at 1 %`. */
  readonly what: string;
  readonly holds: boolean;
  /** What was found: `3.1 times`. */
  readonly found: string;
  /** What was published, and on what: `5.6 times (Core i7-920, 2012)`. */
  readonly published?: string;
}

export interface Result {
  readonly figures: readonly Figure[];
  readonly checks: readonly Check[];
  /** What is to be said of this run: that counters are not to be had here and the simulator was used, say. */
  readonly notes: readonly string[];
}

/** What an experiment may use of the place where it runs. */
export interface Surroundings {
  /** Milliseconds, as fine as the place allows. */
  readonly now: () => number;
  /** Told of progress, from 0 to 1. Awaited, so that a page stays alive. */
  readonly onStep: (done: number) => void | Promise<void>;
  /** A part of the usual work: 1 unless told, less for a quick look (checks may then fail). */
  readonly effort: number;
}

export interface Experiment {
  /** As the lesson's text names it. */
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly summary: string;
  run(surroundings: Surroundings): Promise<Result>;
}
