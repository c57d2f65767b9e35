/** What a branch predictor is here: a small machine that is asked before each branch and told afterwards. */
import { SqlError } from '../error.js';

/** Guesses whether a conditional branch is taken. */
export interface ConditionalPredictor {
  /** The guess for the branch at an address. */
  predict(address: number): boolean;
  /** What came true; called once after each `predict`, with the same address. */
  update(address: number, taken: boolean): void;
}

/** Guesses where an indirect jump goes. */
export interface IndirectPredictor {
  /** The guess for the jump at an address; undefined when it knows none. */
  predict(address: number): number | undefined;
  /** What came true; called once after each `predict`, with the same address. */
  update(address: number, target: number): void;
  /** A conditional branch came between: part of the history for those that look at it. */
  observe?(address: number, taken: boolean): void;
}

/** Sizes by name: of tables in entries, of histories in branches, of counters in bits. */
export type Sizes = Readonly<Record<string, number>>;

/** A kind of predictor, of any size. */
export interface PredictorModel<P, S extends Sizes = Sizes> {
  /** As it is named in options: `two-bit`. */
  readonly name: string;
  readonly title: string;
  /** How it guesses, in a sentence or two. */
  readonly summary: string;
  /** The paper that describes it. */
  readonly paper: string;
  /** The sizes unless told; each is a power of two where it is a number of entries. */
  readonly sizes: S;
  /** How many bits of state a predictor of these sizes has. */
  bits(sizes: S): number;
  /** A new predictor that has seen nothing. */
  make(sizes?: Partial<S>): P;
}

export type ConditionalModel<S extends Sizes = Sizes> = PredictorModel<ConditionalPredictor, S>;
export type IndirectModel<S extends Sizes = Sizes> = PredictorModel<IndirectPredictor, S>;

/** A model, with its sizes filled in and checked: a size that it does not have, or that is no whole number from 1 to 2^24, raises 22023. */
export function defineModel<P, S extends Sizes>(
  model: Omit<PredictorModel<P, S>, 'make'> & { readonly make: (sizes: S) => P },
): PredictorModel<P, S> {
  return {
    ...model,
    make: (sizes = {}) => {
      for (const [name, size] of Object.entries(sizes)) {
        if (!(name in model.sizes)) {
          throw new SqlError('22023', `the predictor ${model.name} has no size ${name}`, { hint: `It has ${Object.keys(model.sizes).join(', ')}.` });
        }
        if (!Number.isInteger(size) || size < 1 || size > 1 << 24) {
          throw new SqlError('22023', `${name} of the predictor ${model.name} must be a whole number from 1 to 16777216`);
        }
      }
      return model.make({ ...model.sizes, ...sizes });
    },
  };
}
