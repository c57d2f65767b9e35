/** What the process of a contestant is asked in the scenario `peers`, and what it answers. */
import type { PeerPredicate } from './predicates.js';
import type { PeerName } from './contestants.js';
import type { PeerRows } from './peer.js';

export type PeerQuestion =
  /** Take the rows in, and count those for which each of the predicates is true. */
  | {
      readonly kind: 'count';
      readonly contestant: PeerName;
      readonly data: PeerRows;
      readonly predicates: readonly PeerPredicate[];
    }
  /** Time one of those that have been counted. */
  | { readonly kind: 'time'; readonly predicate: PeerPredicate; readonly samples: number };

export type PeerAnswer =
  /** For each predicate the number of rows, or why there is none. */
  | { readonly kind: 'counted'; readonly counts: Readonly<Record<string, number | string>>; readonly version?: string }
  /** Nanoseconds a row, one number a sample. */
  | { readonly kind: 'timed'; readonly nsPerRow: readonly number[] };
