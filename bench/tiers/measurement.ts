/** What is known of one contestant with one predicate over so many rows. */
import type { PredicateName } from '../predicates.js';
import { median, summarize, type Summary } from '../statistics.js';
import type { Visit } from './contestant.js';
import type { Round, TierContestant } from './messages.js';

/** What one contestant took for one predicate over so many rows, from the text on, in microseconds. */
export interface Cell {
  readonly contestant: TierContestant;
  readonly predicate: PredicateName;
  readonly rows: number;
  readonly total: Summary;
  /** Until the first row's bit can be read. */
  readonly firstRow: Summary;
  /** Of the rows in memory, or as many of them as there are. */
  readonly selected: number;
  /** Of `auto`: what it did most often, and in how many of its visits. */
  readonly chosen?: { readonly what: string; readonly visits: number; readonly of: number };
}

/** Collects visits, also of several processes. */
export class Measurement {
  /** One list for each process. */
  readonly #rounds: Round[][] = [[]];
  readonly #chosen = new Map<string, number>();

  constructor(
    readonly contestant: TierContestant,
    readonly predicate: PredicateName,
    readonly rows: number,
    readonly selected: number,
  ) {}

  get total(): Summary {
    return overProcesses(this.#rounds.map((rounds) => rounds.map(({ total }) => total)));
  }

  add({ rounds, chosen }: Pick<Visit, 'rounds' | 'chosen'>): void {
    this.#rounds[0]?.push(...rounds);
    if (chosen !== undefined) this.#chosen.set(chosen, (this.#chosen.get(chosen) ?? 0) + 1);
  }

  /** Takes over what another process of the contestant measured. */
  merge(other: Measurement): void {
    this.#rounds.push(...other.#rounds);
    for (const [what, visits] of other.#chosen) this.#chosen.set(what, (this.#chosen.get(what) ?? 0) + visits);
  }

  isOfSame({ contestant, predicate, rows }: Measurement): boolean {
    return contestant === this.contestant && predicate === this.predicate && rows === this.rows;
  }

  get cell(): Cell {
    const { contestant, predicate, rows, selected, total } = this;
    const all = [...this.#chosen].sort(([, x], [, y]) => y - x);
    const [most] = all;
    const of = all.reduce((sum, [, visits]) => sum + visits, 0);
    return {
      contestant,
      predicate,
      rows,
      total,
      firstRow: overProcesses(this.#rounds.map((rounds) => rounds.map(({ firstRow }) => firstRow))),
      selected,
      ...(most === undefined ? {} : { chosen: { what: most[0], visits: most[1], of } }),
    };
  }
}

/**
 * The median of all rounds. Rounds of one process are more alike than those of two, because V8 optimises the same code in one way in this process and in another in that one. So the
 * interval holds that of the processes' medians too: of up to five processes, all of them.
 */
export function overProcesses(processes: readonly (readonly number[])[]): Summary {
  const all = summarize(processes.flat());
  const medians = processes.filter((values) => values.length > 0).map(median);
  if (medians.length < 2) return all;
  const { low, high } = summarize(medians);
  return { ...all, low: Math.min(all.low, low), high: Math.max(all.high, high) };
}
