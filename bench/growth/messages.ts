/** What an engine's process is asked in the scenario `growth`, and what it answers. */
import type { EngineName } from '../../src/engines/named.js';
import type { SeriesName } from './series.js';

/** From the text to the first row's bit, in order. `kernel` is all that the engine does: memory, linking, copying, V8's compiling, a run over one row. */
export const growthStages = ['parse', 'analyse', 'simplify', 'program', 'kernel'] as const;
export type GrowthStage = (typeof growthStages)[number];

/** Microseconds. */
export type Round = Readonly<Record<GrowthStage, number>>;

export type GrowthQuestion =
  /** Compile predicates of all kinds and of middling sizes until V8 has optimised what does it. */
  | { readonly kind: 'prepare'; readonly engine: EngineName; readonly warmUpMilliseconds: number }
  /** Compile a predicate of so many conjuncts, each time as one of a new shape. */
  | { readonly kind: 'visit'; readonly series: SeriesName; readonly conjuncts: number };

export type GrowthAnswer =
  | { readonly kind: 'prepared' }
  /** Without rounds when the engine refuses the program by a limit. */
  | { readonly kind: 'visited'; readonly rounds: readonly Round[]; readonly refused?: string };
