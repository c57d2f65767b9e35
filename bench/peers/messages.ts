/** What the process of a contestant is asked in the scenario `peers`, and what it answers. */
import type { PeerPredicate } from './predicates.js';
import type { PeerName } from './contestants.js';

/** Where the rows are. */
export interface PeerRows {
  readonly rows: number;
  readonly seed: number;
  /** The folder that holds `demo.csv`, and room for what a contestant makes of it. */
  readonly folder: string;
  /** The socket of the server that a contestant asks, if it asks one. */
  readonly socket?: string | undefined;
}

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
