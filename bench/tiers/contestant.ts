/** A contestant of the scenario `tiers`, as its parent sees it. */
import { AskedProcess } from '../dialogue.js';
import type { PredicateName } from '../predicates.js';
import type { RebindTimes, TierAnswer, TierContestant, TierQuestion } from './messages.js';

export interface ProcessOptions {
  /** Rows in memory. */
  readonly rows: number;
  readonly batchRows: number;
  readonly seed: number;
  readonly warmUpMilliseconds: number;
}

export type Visit = Extract<TierAnswer, { readonly kind: 'visited' }>;

export class TierProcess {
  readonly contestant: TierContestant;
  readonly #process: AskedProcess<TierQuestion, TierAnswer>;

  constructor(contestant: TierContestant) {
    this.contestant = contestant;
    this.#process = new AskedProcess('tiers/child', contestant);
  }

  async prepare(options: ProcessOptions): Promise<void> {
    await this.#process.ask({ kind: 'prepare', contestant: this.contestant, ...options }, 'prepared');
  }

  check(predicate: PredicateName, rows: number): Promise<{ readonly selected: number; readonly checksum: number }> {
    return this.#process.ask({ kind: 'check', predicate, rows }, 'checked');
  }

  visit(predicate: PredicateName, rows: number): Promise<Visit> {
    return this.#process.ask({ kind: 'visit', predicate, rows }, 'visited');
  }

  rebind(template: number, rows: number): Promise<RebindTimes> {
    return this.#process.ask({ kind: 'rebind', template, rows }, 'rebound');
  }

  end(): void {
    this.#process.end();
  }
}
