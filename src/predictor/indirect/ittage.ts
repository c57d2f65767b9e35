/**
 * ITTAGE: TAGE for targets. A BTB guesses what is easy; behind it are tagged tables for longer and longer histories of conditional branches and targets, whose entries hold a
 * target and how sure it is. The longest history that is known guesses, so that in an interpreter the whole of the last rows can tell the place in the program.
 * A. Seznec, A 64-Kbytes ITTAGE Indirect Branch Predictor, JWAC-2: Championship Branch Prediction, 2011. Left out: the tables for regions and for what is in flight.
 */
import { nudge } from '../counters.js';
import { defineModel, targetIn, type Consulted, type IndirectPredictor } from '../predictor.js';
import { none, taggedBits, taggedLimits, TaggedTables, type TaggedSizes } from '../tagged-tables.js';

/** A target's address has so many bits. */
const addressBits = 32;

/** Besides the tagged tables' sizes: `base`, how many last targets there are, and `targetBits`, how many bits of each target go into the history. */
export interface IttageSizes extends TaggedSizes, Readonly<Record<string, number>> {
  readonly base: number;
  readonly targetBits: number;
}

/** The model. */
export const ittage = defineModel<IndirectPredictor, IttageSizes>({
  name: 'ittage',
  title: 'ITTAGE',
  summary:
    'Of several tables of targets, each for a longer history of branches and targets than the one before, the longest that knows this past guesses.',
  paper: 'A. Seznec, A 64-Kbytes ITTAGE Indirect Branch Predictor, JWAC-2: Championship Branch Prediction, 2011',
  sizes: { base: 512, tables: 8, entries: 512, tag: 11, shortest: 4, longest: 512, targetBits: 4 },
  limits: { base: { powerOfTwo: true }, ...taggedLimits, targetBits: { most: 8 } },
  bits: (sizes) => sizes.base * addressBits + taggedBits(sizes) + sizes.tables * sizes.entries * (addressBits + 2),
  make: (sizes) => new Ittage(sizes),
});

class Ittage implements IndirectPredictor {
  readonly #base: (number | undefined)[];
  readonly #targetBits: number;
  readonly #tables: TaggedTables;
  readonly #targets: Int32Array;
  /** How sure each target is, from 0 to 3. */
  readonly #sure: Int8Array;
  /** Whether an entry that is not sure guesses worse than what would have been guessed without it: then from 0 up, else below. */
  readonly #distrust = new Int8Array(1);
  #byProvider: number | undefined;
  #byAlternate: number | undefined;
  #isNew = false;
  #guess: number | undefined;

  constructor(sizes: IttageSizes) {
    this.#base = Array.from({ length: sizes.base });
    this.#targetBits = sizes.targetBits;
    this.#tables = new TaggedTables(sizes);
    this.#targets = new Int32Array(this.#tables.size);
    this.#sure = new Int8Array(this.#tables.size);
  }

  predict(address: number): number | undefined {
    this.#tables.find(address);
    const { provider, alternate } = this.#tables;
    const byBase = this.#base[this.#place(address)];
    this.#byAlternate = alternate === none ? byBase : this.#targets[alternate];
    this.#byProvider = provider === none ? byBase : this.#targets[provider];
    this.#isNew = provider !== none && this.#sure[provider] === 0;
    this.#guess = this.#isNew && (this.#distrust[0] ?? 0) >= 0 ? this.#byAlternate : this.#byProvider;
    return this.#guess;
  }

  update(address: number, target: number): void {
    const tables = this.#tables;
    const { provider } = tables;
    if (provider !== none) {
      if (this.#byProvider !== this.#byAlternate) {
        const [right, other] = [this.#byProvider === target, this.#byAlternate === target];
        if (this.#isNew && right !== other) nudge(this.#distrust, 0, other, -8, 7);
        if (right || other) tables.rate(provider, right);
      }
      if (this.#targets[provider] !== target && this.#sure[provider] === 0) this.#targets[provider] = target;
      else nudge(this.#sure, provider, this.#byProvider === target, 0, 3);
    }
    this.#base[this.#place(address)] = target;
    // A new entry that was right, but not trusted, needs no longer history.
    if (this.#guess !== target && !(this.#isNew && this.#byProvider === target)) {
      const entry = tables.allocate();
      if (entry !== none) {
        this.#targets[entry] = target;
        this.#sure[entry] = 0;
      }
    }
    tables.age();
    const bits = Math.imul(target, 0x9e3779b1) >>> (32 - this.#targetBits);
    for (let n = 0; n < this.#targetBits; n++) tables.push((bits >>> n) & 1);
  }

  observe(_address: number, taken: boolean): void {
    this.#tables.push(taken ? 1 : 0);
  }

  consulted(address: number): readonly Consulted[] {
    const { provider, alternate } = this.#tables;
    const decides = this.#isNew && (this.#distrust[0] ?? 0) >= 0 ? alternate : provider;
    const place = this.#place(address);
    return [
      targetIn('last targets', place, this.#base[place], decides === none),
      ...this.#tables.consulted(
        (entry) => `sure ${this.#sure[entry] ?? 0} of 3`,
        decides,
        (entry) => this.#targets[entry],
      ),
    ];
  }

  #place(address: number): number {
    return (address >>> 2) & (this.#base.length - 1);
  }
}
