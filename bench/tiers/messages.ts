/** What a contestant's process is asked in the scenario `tiers`, and what it answers. */
import type { EngineName } from '../../src/engines/named.js';
import type { PredicateName } from '../predicates.js';

/** Who is measured from the text of a predicate on: the engines, and the one that chooses among them. */
export type TierContestant = EngineName | 'auto';

export type TierQuestion =
  /** Make the rows, and compile and run other predicates until V8 has optimised what does it. */
  | {
      readonly kind: 'prepare';
      readonly contestant: TierContestant;
      readonly rows: number;
      readonly batchRows: number;
      readonly seed: number;
      readonly warmUpMilliseconds: number;
    }
  /** Run the predicate over so many rows once, and say what it selects. */
  | { readonly kind: 'check'; readonly predicate: PredicateName; readonly rows: number }
  /** Time the predicate, from its text to the last row. */
  | { readonly kind: 'visit'; readonly predicate: PredicateName; readonly rows: number }
  /** Time what can be left out when a statement like it has been there before. */
  | { readonly kind: 'rebind'; readonly template: number; readonly rows: number };

/** One time from the text to the last row's bit, in microseconds. */
export interface Round {
  readonly total: number;
  /** Until the first row's bit could be read, which is when its batch is done. */
  readonly firstRow: number;
}

/** Microseconds to the last row: of a statement with the shape of an earlier one and another literal, and of a kernel whose parameter gets another value. */
export interface RebindTimes {
  readonly freshShape: readonly number[];
  readonly otherLiteral: readonly number[];
  readonly otherParameter: readonly number[];
}

export type TierAnswer =
  | { readonly kind: 'prepared' }
  | { readonly kind: 'checked'; readonly selected: number; readonly checksum: number }
  /** The rounds of the visit; a number that depends on which rows of the last batch were selected in the last one; of `auto`, what it did then. */
  | {
      readonly kind: 'visited';
      readonly rounds: readonly Round[];
      readonly checksum: number;
      readonly chosen: string | undefined;
    }
  | ({ readonly kind: 'rebound' } & RebindTimes);
