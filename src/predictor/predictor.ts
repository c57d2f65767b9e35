/** What a branch predictor is here: a small machine that is asked before each branch and told afterwards. */
import { SqlError } from '../error.js';

/** An entry of a predictor's tables, as people read it. */
export interface Consulted {
  /** The table: `counters`, `history`, `table 3 (17 outcomes)`. */
  readonly table: string;
  /** Its place in the table; undefined where the table has one entry. */
  readonly entry?: number;
  /** What it holds: `2 of 3`, `TTNT`, the latest outcome last. */
  readonly holds: string;
  /** The target that it holds, of a predictor of indirect jumps. */
  readonly target?: number;
  /** The guess is made from this entry. */
  readonly decides?: boolean;
}

/** Guesses whether a conditional branch is taken. */
export interface ConditionalPredictor {
  /** The guess for the branch at an address. */
  predict(address: number): boolean;
  /** What came true; called once after each `predict`, with the same address. */
  update(address: number, taken: boolean): void;
  /** What the guess for the branch was made from: asked between `predict` and `update`, with the same address. */
  consulted?(address: number): readonly Consulted[];
}

/** Guesses where an indirect jump goes. */
export interface IndirectPredictor {
  /** The guess for the jump at an address; undefined when it knows none. */
  predict(address: number): number | undefined;
  /** What came true; called once after each `predict`, with the same address. */
  update(address: number, target: number): void;
  /** A conditional branch came between: part of the history for those that look at it. */
  observe?(address: number, taken: boolean): void;
  /** What the guess for the jump was made from: asked between `predict` and `update`, with the same address. */
  consulted?(address: number): readonly Consulted[];
}

/** An entry that holds a target, or none yet. */
export const targetIn = (table: string, entry: number, target: number | undefined, decides: boolean): Consulted => ({
  table,
  entry,
  holds: target === undefined ? 'nothing yet' : '',
  ...(target === undefined ? {} : { target }),
  decides,
});

/** Sizes by name: of tables in entries, of histories in branches, of counters in bits. */
export type Sizes = Readonly<Record<string, number>>;

/** What a size may be: a whole number from `least`, 1 unless told, to `most`, 2^24 unless told. */
export interface SizeLimits {
  readonly least?: number;
  readonly most?: number;
  /** Tables that are indexed with the low bits of a number need as many entries as a power of two. */
  readonly powerOfTwo?: true;
}

/** A kind of predictor, of any size. */
export interface PredictorModel<P, S extends Sizes = Sizes> {
  /** As it is named in options: `two-bit`. */
  readonly name: string;
  readonly title: string;
  /** How it guesses, in a sentence or two. */
  readonly summary: string;
  /** The paper that describes it. */
  readonly paper: string;
  /** The sizes unless told. */
  readonly sizes: S;
  /** What they may be, where that is not any whole number from 1. */
  readonly limits?: Readonly<Partial<Record<keyof S, SizeLimits>>>;
  /** How many bits of state a predictor of these sizes has. */
  bits(sizes: S): number;
  /** A new predictor that has seen nothing. */
  make(sizes?: Partial<S>): P;
}

export type ConditionalModel<S extends Sizes = Sizes> = PredictorModel<ConditionalPredictor, S>;
export type IndirectModel<S extends Sizes = Sizes> = PredictorModel<IndirectPredictor, S>;

/** A model, with its sizes filled in and checked: a size that it does not have, or that is not within its limits, raises 22023. */
export function defineModel<P, S extends Sizes>(
  model: Omit<PredictorModel<P, S>, 'make'> & { readonly make: (sizes: S) => P },
): PredictorModel<P, S> {
  return {
    ...model,
    make: (sizes = {}) => {
      for (const [name, size] of Object.entries(sizes)) checkSize(model, name, size);
      return model.make({ ...model.sizes, ...sizes });
    },
  };
}

const mostEntries = 1 << 24;

function checkSize(model: Omit<PredictorModel<unknown, Sizes>, 'make'>, name: string, size: number): void {
  if (!Object.hasOwn(model.sizes, name)) {
    const names = Object.keys(model.sizes);
    const hint = names.length === 0 ? 'It has no sizes.' : `It has ${names.join(', ')}.`;
    throw new SqlError('22023', `the predictor ${model.name} has no size ${name}`, { hint });
  }
  const { least = 1, most = mostEntries, powerOfTwo = false } = model.limits?.[name] ?? {};
  const wanted = `${name} of the predictor ${model.name} must be a ${powerOfTwo ? 'power of two' : 'whole number'} from ${least} to ${most}`;
  if (!Number.isInteger(size) || size < least || size > most) throw new SqlError('22023', `${wanted}, not ${size}`);
  if (powerOfTwo && (size & (size - 1)) !== 0) {
    const below = 2 ** Math.floor(Math.log2(size));
    throw new SqlError('22023', `${wanted}, not ${size}`, {
      hint: `The powers of two beside it are ${below} and ${2 * below}.`,
    });
  }
}
