/** What the process of a contestant is asked in the scenario `fanout`, and what it answers. */
import type { FanoutKind } from './conditions.js';
import type { FanoutContestantName } from './contestants.js';

/** Match events against so many predicates, again and again. */
export interface FanoutQuestion {
  readonly kind: 'run';
  readonly contestant: FanoutContestantName;
  readonly predicates: FanoutKind;
  readonly count: number;
  readonly seed: number;
  readonly samples: number;
}

export interface FanoutAnswer {
  readonly kind: 'timed';
  /** Nanoseconds a predicate, of each sample; none where it does not take part, and then `why`. */
  readonly nsPerPredicate: readonly number[];
  readonly why?: string;
  /** The part of the predicates that is true for an event. */
  readonly matched: number;
  /** Microseconds a predicate to add all of them. */
  readonly build: number;
  /** Microseconds to delete or to add one of a known shape. */
  readonly exchange?: number;
  /** Bytes that all of them take. */
  readonly bytes: number;
}
