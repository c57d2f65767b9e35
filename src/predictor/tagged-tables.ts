/**
 * What TAGE and ITTAGE share: several tables, each for a longer history than the one before, whose entries carry a tag so that it is known whether an entry was made for this
 * branch and this past. The entry of the longest history that matches provides the guess. Where a guess was wrong, an entry with a longer history is made, in place of one
 * that has not proved useful.
 */
import { nudge } from './counters.js';
import { FoldedHistory, geometric } from './folded-history.js';
import type { Consulted } from './predictor.js';

/** The sizes: `tables` of `entries` each, tags of `tag` bits, histories from `shortest` to `longest` bits. */
export interface TaggedSizes {
  readonly tables: number;
  readonly entries: number;
  readonly tag: number;
  readonly shortest: number;
  readonly longest: number;
}

/** What those sizes may be. */
export const taggedLimits = {
  tables: { most: 16 },
  entries: { powerOfTwo: true, least: 16, most: 1 << 20 },
  tag: { least: 4, most: 16 },
  shortest: { most: 4096 },
  longest: { most: 4096 },
} as const;

/** After so many branches the useful counters lose one of their two bits, so that what was useful once does not stay for ever. */
const agingPeriod = 1 << 18;
/** No entry. */
export const none = -1;

/** The tables' tags and useful counters, and where a branch's entries are. What an entry foretells is its owner's. */
export class TaggedTables {
  /** The entry with the longest history that matches, and the one with the next longest; `none` where there is none. */
  provider = none;
  alternate = none;
  readonly #sizes: TaggedSizes;
  readonly #history: FoldedHistory;
  readonly #entryBits: number;
  /** How many outcomes each table looks at. */
  readonly #lengths: readonly number[];
  /** Of each table, the entry and the tag that belong to the branch at hand and its past. */
  readonly #at: Int32Array;
  readonly #wanted: Int32Array;
  /** 0 is an entry that was never made. */
  readonly #tags: Int32Array;
  readonly #useful: Int8Array;
  #branches = 0;
  /** A shift register, whose bits pass for random ones and are the same each time. */
  #shift = 0xace1;

  constructor(sizes: TaggedSizes) {
    const { tables, entries, tag, shortest, longest } = sizes;
    this.#sizes = sizes;
    const lengths = geometric(tables, Math.min(shortest, longest), longest);
    this.#lengths = lengths;
    this.#entryBits = Math.log2(entries);
    const place = primeFrom(this.#entryBits);
    const one = primeFrom(Math.max(tag, place + 1));
    const other = primeFrom(one + 1);
    this.#history = new FoldedHistory(
      [place, one, other].flatMap((width) => lengths.map((length) => ({ length, width }))),
    );
    this.#at = new Int32Array(tables);
    this.#wanted = new Int32Array(tables);
    this.#tags = new Int32Array(tables * entries);
    this.#useful = new Int8Array(tables * entries);
  }

  /** How many entries all tables have. */
  get size(): number {
    return this.#tags.length;
  }

  /** Finds the entries of a branch. */
  find(address: number): void {
    const { tables, entries, tag } = this.#sizes;
    const { folded } = this.#history;
    const entryBits = this.#entryBits;
    const hashed = Math.imul(address, 0x9e3779b1) >>> 8;
    this.provider = none;
    this.alternate = none;
    for (let n = 0; n < tables; n++) {
      const place = folded[n] ?? 0;
      const at = n * entries + ((hashed ^ (hashed >>> (n + 1)) ^ place ^ (place >>> entryBits)) & (entries - 1));
      // Hardware makes do with exclusive or; to multiply also tells pasts apart that differ in one bit only, as those of a long loop do.
      const wanted =
        (Math.imul(hashed ^ (folded[tables + n] ?? 0) ^ ((folded[2 * tables + n] ?? 0) << 13), 0x85ebca6b) >>>
          (32 - tag)) +
        1;
      this.#at[n] = at;
      this.#wanted[n] = wanted;
      if (this.#tags[at] === wanted) {
        this.alternate = this.provider;
        this.provider = at;
      }
    }
  }

  /** The entries that know the branch at hand and its past, with what their owner says of each and, where they hold targets, those; `decides` is the one that the guess is made from. */
  consulted(
    holds: (entry: number) => string,
    decides: number,
    targetOf: (entry: number) => number | undefined = () => undefined,
  ): Consulted[] {
    return this.#lengths.flatMap((length, n): Consulted[] => {
      const at = this.#at[n] ?? 0;
      const tag = this.#tags[at] ?? 0;
      if (tag !== this.#wanted[n]) return [];
      const target = targetOf(at);
      return [
        {
          table: `table ${n + 1} (${length} outcomes)`,
          entry: at % this.#sizes.entries,
          holds: `tag ${tag.toString(16)}, ${holds(at)}, useful ${this.#useful[at] ?? 0} of 3`,
          decides: at === decides,
          ...(target === undefined ? {} : { target }),
        },
      ];
    });
  }

  /** Whether an entry has given a right guess that the next shorter history would not have given. */
  isUseful(entry: number): boolean {
    return (this.#useful[entry] ?? 0) > 0;
  }

  /** Notes that it has, or that it has spoilt one. */
  rate(entry: number, helped: boolean): void {
    nudge(this.#useful, entry, helped, 0, 3);
  }

  /** Makes an entry for the branch, with a longer history than the provider's, and gives it; `none` where all that could be replaced are useful. */
  allocate(): number {
    const { tables, entries } = this.#sizes;
    const first = this.provider === none ? 0 : Math.floor(this.provider / entries) + 1;
    let table = this.#replaceable(first);
    if (table === none) {
      for (let n = first; n < tables; n++) this.rate(this.#at[n] ?? 0, false);
      return none;
    }
    // A fair toss for each further one: each history is taken twice as often as the next longer one.
    for (
      let longer = this.#replaceable(table + 1);
      longer !== none && this.#toss();
      longer = this.#replaceable(table + 1)
    )
      table = longer;
    const entry = this.#at[table] ?? 0;
    this.#tags[entry] = this.#wanted[table] ?? 0;
    this.#useful[entry] = 0;
    return entry;
  }

  /** A branch is done: the useful counters age. */
  age(): void {
    this.#branches = (this.#branches + 1) % (2 * agingPeriod);
    if (this.#branches % agingPeriod !== 0) return;
    const kept = this.#branches === 0 ? 1 : 2;
    for (let entry = 0; entry < this.#useful.length; entry++) this.#useful[entry] = (this.#useful[entry] ?? 0) & kept;
  }

  /** The history goes on by a bit. */
  push(bit: number): void {
    this.#history.push(bit);
  }

  /** The first table from this one on whose entry may be replaced. */
  #replaceable(from: number): number {
    for (let n = from; n < this.#sizes.tables; n++) if (!this.isUseful(this.#at[n] ?? 0)) return n;
    return none;
  }

  #toss(): boolean {
    // Galois, 16 bits, x^16 + x^14 + x^13 + x^11 + 1.
    const out = this.#shift & 1;
    this.#shift = (this.#shift >>> 1) ^ (out === 1 ? 0xb400 : 0);
    return out === 1;
  }
}

/**
 * The first prime from there on. Histories are folded to prime widths, and the entry and the two halves of the tag to different ones: a loop of two branches, one of which always goes the
 * same way, would leave every other bit of an even width unused, and pasts that meet in one width seldom meet in the others.
 */
function primeFrom(width: number): number {
  for (let prime = Math.max(2, width); ; prime++) {
    let divisor = 2;
    while (prime % divisor !== 0) divisor++;
    if (divisor === prime) return prime;
  }
}

/** The bits of the tables but for what their entries foretell: tags, useful counters and the history. */
export const taggedBits = ({ tables, entries, tag, longest }: TaggedSizes): number =>
  tables * entries * (tag + 2) + longest;
