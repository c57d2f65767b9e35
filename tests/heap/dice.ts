/** Random choices from a seed: the same seed, the same choices. */
import { RowRandom } from '../../src/datasets/random.js';

/** Draws one choice after the other. */
export class Dice {
  readonly #random: RowRandom;

  constructor(seed: number) {
    this.#random = new RowRandom(seed);
    this.#random.start(0);
  }

  /** A whole number from 0 to n - 1. */
  below(n: number): number {
    return this.#random.below(n);
  }

  /** A whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True with the probability p. */
  chance(p: number): boolean {
    return this.#random.fraction() < p;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** As many different ones of a list, in random order; all when the list is shorter. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(this.below(rest.length), 1)[0] as T);
  }

  /** As many characters of an alphabet, drawn alone, so that no compression makes them much shorter. */
  noise(length: number, alphabet: readonly string[]): string {
    return Array.from({ length }, () => this.pick(alphabet)).join('');
  }
}
