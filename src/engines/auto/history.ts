/** What `auto` has done with a program, and why: numbers, which `explain --analyze` makes into sentences. */

/** Why it was compiled: that pays; its module was there, of a like program or from the background; or that spares the interpreter a long run. */
export type Reason = 'pays' | 'cached' | 'ready' | 'spares';

/** A change of the engine or of the order of conjuncts, before the row it happened at. */
export type Decision = { readonly row: number } & (
  | {
      /** `rows` were to be run, and compiling would not have paid. */
      readonly kind: 'interpret';
      readonly engine: string;
      readonly rows: number;
      readonly predicted: Prediction;
    }
  | {
      readonly kind: 'compile';
      readonly engine: string;
      readonly rows: number;
      readonly predicted: Prediction;
      readonly why: Reason;
    }
  | { readonly kind: 'compile in the background'; readonly predicted: Prediction }
  | { readonly kind: 'try order'; readonly order: readonly number[]; readonly passes: readonly number[] }
  | {
      readonly kind: 'keep order' | 'new order';
      readonly order: readonly number[];
      readonly before: number;
      readonly after: number;
    }
);

/** In nanoseconds: a row in the interpreter, measured or not; a row when compiled; compiling. */
export interface Prediction {
  readonly interpreted: number;
  readonly measured: boolean;
  readonly compiled: number;
  readonly compile: number;
}

/** The time spent in an engine, without what it took to choose. */
export interface Stretch {
  readonly engine: string;
  rows: number;
  runs: number;
  nanoseconds: number;
}

export interface History {
  readonly stretches: readonly Stretch[];
  readonly decisions: readonly Decision[];
}
