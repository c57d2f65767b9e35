/** What a contestant of the scenario `peers` is made from, and what it is then. */
import type { PeerPredicate } from './predicates.js';

/** Where the rows are. */
export interface PeerRows {
  readonly rows: number;
  readonly seed: number;
  /** The folder that holds `demo.csv`, and room for what a contestant makes of it. */
  readonly folder: string;
  /** The socket of the server that a contestant asks, if it asks one. */
  readonly socket?: string | undefined;
}

/** A contestant that has taken the rows in. */
export interface Peer {
  /** How many rows the predicate is true for. */
  count(predicate: PeerPredicate): number | Promise<number>;
  /** Nanoseconds a row, for a contestant that has its own clock. */
  time?(predicate: PeerPredicate, samples: number): Promise<readonly number[]>;
  /** What it calls itself. */
  readonly version?: string;
}
