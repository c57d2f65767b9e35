/** What the process of a contestant is asked in the scenario `objects`, and what it answers. */
import type { ObjectContestantName } from './contestants.js';
import type { ObjectPredicateName } from './predicates.js';

/** Filter so many rows, again and again. */
export interface ObjectQuestion {
  readonly kind: 'run';
  readonly contestant: ObjectContestantName;
  readonly predicate: ObjectPredicateName;
  readonly rows: number;
  readonly seed: number;
  readonly samples: number;
}

/** Nanoseconds a row, of each sample; none where the contestant cannot say the predicate or selects other rows, and then `why`. */
export interface ObjectAnswer {
  readonly kind: 'timed';
  readonly nsPerRow: readonly number[];
  readonly why?: string;
}
