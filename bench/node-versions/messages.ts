/** What a process of another Node is asked in the scenario `engines`, and what it answers. */
import type { ContestantName } from '../contestants.js';
import type { Job } from '../job.js';
import type { Stages } from '../stages.js';
import type { Summary } from '../statistics.js';

export interface MeasureOptions {
  readonly samples: number;
  readonly processes: number;
}

export type NodeQuestion =
  | { readonly kind: 'version' }
  | { readonly kind: 'race'; readonly jobs: readonly Job[]; readonly options: MeasureOptions }
  | { readonly kind: 'count'; readonly jobs: readonly Job[] };

/** What a contestant took. */
export interface Raced {
  readonly contestant: ContestantName;
  readonly selected: number | undefined;
  readonly checksum: number | undefined;
  /** Nanoseconds a row. */
  readonly summary: Summary;
  readonly stages: Stages;
}

export type NodeAnswer =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'raced'; readonly raced: readonly Raced[] }
  /** Of each job instructions a row, or "unavailable: " and why. */
  | { readonly kind: 'counted'; readonly instructionsPerRow: readonly (number | string)[] };
