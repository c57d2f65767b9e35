/**
 * TAGE: a table of two-bit counters guesses what is easy. Behind it are tables for longer and longer histories, whose entries are tagged; the longest history that is known
 * for this branch and this past guesses. Entries are made only where a guess was wrong, with a longer history than the one that erred.
 * A. Seznec and P. Michaud, A Case for (Partially) TAgged GEometric History Length Branch Prediction, JILP 8, 2006. Left out: the history of addresses (path).
 */
import { counters, counterText, nudge, train } from '../counters.js';
import { defineModel, type ConditionalPredictor, type Consulted } from '../predictor.js';
import { none, taggedBits, taggedLimits, TaggedTables, type TaggedSizes } from '../tagged-tables.js';

/** Besides the tagged tables' sizes: `base`, how many two-bit counters there are. */
export interface TageSizes extends TaggedSizes, Readonly<Record<string, number>> {
  readonly base: number;
}

/** The model. */
export const tage = defineModel<ConditionalPredictor, TageSizes>({
  name: 'tage',
  title: 'TAGE',
  summary:
    'Of several tables, each for a longer history of all branches than the one before, the longest that knows this past guesses.',
  paper:
    'A. Seznec and P. Michaud, A Case for (Partially) TAgged GEometric History Length Branch Prediction, JILP 8, 2006',
  sizes: { base: 4096, tables: 7, entries: 1024, tag: 11, shortest: 5, longest: 256 },
  limits: { base: { powerOfTwo: true }, ...taggedLimits },
  bits: (sizes) => 2 * sizes.base + taggedBits(sizes) + 3 * sizes.tables * sizes.entries,
  make: (sizes) => new Tage(sizes),
});

class Tage implements ConditionalPredictor {
  readonly #base: Uint8Array;
  readonly #tables: TaggedTables;
  /** Three-bit counters from -4 to 3, of which 0 to 3 guess taken. */
  readonly #counters: Int8Array;
  /** Whether an entry that is new guesses worse than what would have been guessed without it: then from 0 up, else below. */
  readonly #distrust = new Int8Array(1);
  #isNew = false;
  #byProvider = false;
  #byAlternate = false;
  #guess = false;

  constructor(sizes: TageSizes) {
    this.#base = counters(sizes.base);
    this.#tables = new TaggedTables(sizes);
    this.#counters = new Int8Array(this.#tables.size);
  }

  predict(address: number): boolean {
    this.#tables.find(address);
    const { provider, alternate } = this.#tables;
    const byBase = (this.#base[address & (this.#base.length - 1)] ?? 0) >= 2;
    this.#byAlternate = alternate === none ? byBase : this.#taken(alternate);
    this.#byProvider = provider === none ? byBase : this.#taken(provider);
    const counter = this.#counters[provider] ?? 0;
    this.#isNew = provider !== none && (counter === 0 || counter === -1) && !this.#tables.isUseful(provider);
    this.#guess = this.#isNew && (this.#distrust[0] ?? 0) >= 0 ? this.#byAlternate : this.#byProvider;
    return this.#guess;
  }

  update(address: number, taken: boolean): void {
    const tables = this.#tables;
    const { provider } = tables;
    if (provider === none) train(this.#base, address & (this.#base.length - 1), taken);
    else {
      if (this.#byProvider !== this.#byAlternate) {
        if (this.#isNew) nudge(this.#distrust, 0, this.#byAlternate === taken, -8, 7);
        tables.rate(provider, this.#byProvider === taken);
      }
      nudge(this.#counters, provider, taken, -4, 3);
    }
    // A new entry that was right, but not trusted, needs no longer history.
    if (this.#guess !== taken && !(this.#isNew && this.#byProvider === taken)) {
      const entry = tables.allocate();
      if (entry !== none) this.#counters[entry] = taken ? 0 : -1;
    }
    tables.age();
    tables.push(taken ? 1 : 0);
  }

  consulted(address: number): readonly Consulted[] {
    const { provider, alternate } = this.#tables;
    const decides = this.#isNew && (this.#distrust[0] ?? 0) >= 0 ? alternate : provider;
    const place = address & (this.#base.length - 1);
    return [
      {
        table: 'counters',
        entry: place,
        holds: counterText(this.#base[place] ?? 0),
        decides: decides === none,
      },
      ...this.#tables.consulted((entry) => `counter ${this.#counters[entry] ?? 0} from -4 to 3`, decides),
    ];
  }

  #taken(entry: number): boolean {
    return (this.#counters[entry] ?? 0) >= 0;
  }
}
