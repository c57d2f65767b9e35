/** What the scenario `tiers` reports as JSON. */
import type { AgainstBest } from './against-best.js';
import type { BreakEven } from './pairs.js';
import type { RebindResult } from './race.js';

/** A median with its interval, in microseconds. */
export interface Microseconds {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: number;
}

/** From the text of a predicate on, over the result's own number of rows. */
export interface EndToEnd {
  readonly rows: number;
  readonly firstRowMicroseconds: Microseconds;
  readonly totalMicroseconds: Microseconds;
  /** Of `auto`: what it did most often. */
  readonly chosen?: string;
}

export interface TiersReport {
  readonly breakEven: readonly BreakEven[];
  readonly auto: readonly AgainstBest[];
  readonly rebinding: readonly (Pick<RebindResult, 'statement' | 'contestant' | 'rows'> &
    Readonly<
      Record<'freshShapeMicroseconds' | 'otherLiteralMicroseconds' | 'otherParameterMicroseconds', Microseconds>
    >)[];
}
