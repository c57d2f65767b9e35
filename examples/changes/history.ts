/** The latest transactions. The slot keeps them, too: what is forgotten here is confirmed, so that after a restart the same ones come again. */
import type { Transaction } from 'quern/changes';
import type { RowChange } from './shard.js';

/** A transaction's changes of rows. */
export interface Step {
  readonly transaction: Transaction;
  readonly changes: readonly RowChange[];
}

export class History {
  readonly #steps: { readonly step: Step; readonly at: number }[] = [];
  readonly #longest: number;
  readonly #milliseconds: number;
  /** Where the first transaction begins that is remembered: who has all before can go on. Undefined before the first. */
  #from: bigint | undefined;

  constructor(longest: number, milliseconds: number) {
    this.#longest = longest;
    this.#milliseconds = milliseconds;
  }

  get size(): number {
    return this.#steps.length;
  }

  /** The end of the latest transaction. */
  get end(): bigint | undefined {
    return this.#steps.at(-1)?.step.transaction.end ?? this.#from;
  }

  /** @param from is where the slot was when the stream began. */
  begin(from: bigint): void {
    this.#from = from;
  }

  add(step: Step): void {
    this.#steps.push({ step, at: Date.now() });
  }

  /** Forgets what is old or too much; gives the end of the last one forgotten. */
  forget(): bigint | undefined {
    const oldest = Date.now() - this.#milliseconds;
    let forgotten: bigint | undefined;
    for (let first = this.#steps[0]; first !== undefined; first = this.#steps[0]) {
      if (this.#steps.length <= this.#longest && first.at > oldest) break;
      forgotten = first.step.transaction.end;
      this.#from = forgotten;
      this.#steps.shift();
    }
    return forgotten;
  }

  /** The transactions after a place, or undefined where some of them are forgotten. */
  after(end: bigint): readonly Step[] | undefined {
    if (this.#from === undefined || end < this.#from) return undefined;
    return this.#steps.flatMap(({ step }) => (step.transaction.end > end ? [step] : []));
  }

  /** The latest ones. */
  latest(count: number): readonly Step[] {
    return this.#steps.slice(-count).map(({ step }) => step);
  }
}
