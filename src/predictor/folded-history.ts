/**
 * A long history of bits, and for each of several lengths its last bits folded to a few by exclusive or. A table is indexed by the folded bits, so hundreds of outcomes choose an
 * entry; each new bit changes a folded register in a few operations, however long the history is: the new bit is shifted in, the one that leaves is taken out where it
 * has come to lie. P. Michaud, A PPM-like, Tag-Based Branch Predictor, JILP 7, 2005.
 */

/** One register: the last `length` bits, folded to `width`. */
export interface Fold {
  readonly length: number;
  readonly width: number;
}

/** The history and its registers. */
export class FoldedHistory {
  /** The registers as they are now, in the order in which they were given. */
  readonly folded: Int32Array;
  readonly #lengths: Int32Array;
  readonly #widths: Int32Array;
  /** Where in the register a bit lies when it leaves. */
  readonly #ends: Int32Array;
  readonly #bits: Uint8Array;
  /** Where the next bit goes. */
  #at = 0;

  constructor(folds: readonly Fold[]) {
    this.folded = new Int32Array(folds.length);
    this.#lengths = Int32Array.from(folds, ({ length }) => length);
    this.#widths = Int32Array.from(folds, ({ width }) => width);
    this.#ends = Int32Array.from(folds, ({ length, width }) => length % width);
    const longest = Math.max(1, ...this.#lengths);
    this.#bits = new Uint8Array(2 ** Math.ceil(Math.log2(longest + 1)));
  }

  /** Adds the latest bit. */
  push(bit: number): void {
    const { folded } = this;
    const [lengths, widths, ends, bits, at] = [this.#lengths, this.#widths, this.#ends, this.#bits, this.#at];
    const around = bits.length - 1;
    for (let n = 0; n < folded.length; n++) {
      const width = widths[n] ?? 1;
      const leaves = bits[(at - (lengths[n] ?? 0)) & around] ?? 0;
      const shifted = ((folded[n] ?? 0) << 1) ^ bit ^ (leaves << (ends[n] ?? 0));
      folded[n] = (shifted ^ (shifted >>> width)) & ((1 << width) - 1);
    }
    bits[at] = bit;
    this.#at = (at + 1) & around;
  }
}

/** So many lengths from the shortest to the longest, each longer than the one before by the same factor. */
export function geometric(count: number, shortest: number, longest: number): number[] {
  const factor = count < 2 ? 1 : (longest / shortest) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, i) => Math.round(shortest * factor ** i));
}
