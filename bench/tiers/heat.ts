/**
 * All contestants over one predicate and one number of rows: first their results are compared, then they take turns, in an order drawn anew each time. What the machine does
 * meanwhile falls on all alike.
 */
import { SqlError } from '../../src/error.js';
import type { PredicateName } from '../predicates.js';
import { disagreement } from '../race.js';
import { shuffled } from '../shuffled.js';
import { summarize, type Summary } from '../statistics.js';
import type { TierProcess } from './contestant.js';
import type { Round, TierContestant } from './messages.js';

/** What one contestant took for one predicate over so many rows, from the text on, in microseconds. */
export interface Cell {
  readonly contestant: TierContestant;
  readonly predicate: PredicateName;
  readonly rows: number;
  readonly selected: number;
  readonly total: Summary;
  /** Until the first row's bit can be read. */
  readonly firstRow: Summary;
  /** Of `auto`: what it did most often, and in how many of its visits. */
  readonly chosen?: { readonly what: string; readonly visits: number; readonly of: number };
}

/** How often each is asked, at least; those that could be the fastest, and `auto`, are asked up to so many times as often. */
export interface Turns {
  readonly least: number;
  readonly most: number;
}

/** A median is certain when its interval is no wider than this part of it. */
const wantedPrecision = 0.03;
/** Who takes no more than this times the fastest one's time might be it. */
const isNear = 1.3;

class Taken {
  readonly process: TierProcess;
  readonly selected: number;
  readonly #rounds: Round[] = [];
  readonly #chosen = new Map<string, number>();

  constructor(process: TierProcess, selected: number) {
    this.process = process;
    this.selected = selected;
  }

  get total(): Summary {
    return summarize(this.#rounds.map(({ total }) => total));
  }

  async visit(predicate: PredicateName, rows: number): Promise<void> {
    const { rounds, chosen } = await this.process.visit(predicate, rows);
    this.#rounds.push(...rounds);
    if (chosen !== undefined) this.#chosen.set(chosen, (this.#chosen.get(chosen) ?? 0) + 1);
  }

  cell(predicate: PredicateName, rows: number): Cell {
    const all = [...this.#chosen].sort(([, x], [, y]) => y - x);
    const [most] = all;
    const of = all.reduce((sum, [, visits]) => sum + visits, 0);
    return {
      contestant: this.process.contestant,
      predicate,
      rows,
      selected: this.selected,
      total: this.total,
      firstRow: summarize(this.#rounds.map(({ firstRow }) => firstRow)),
      ...(most === undefined ? {} : { chosen: { what: most[0], visits: most[1], of } }),
    };
  }
}

/** Raises XX001 before anything is timed when their results differ. */
export async function heat(processes: readonly TierProcess[], predicate: PredicateName, rows: number, turns: Turns): Promise<readonly Cell[]> {
  const taken = await check(processes, predicate, rows);
  for (let turn = 0; turn < turns.most; turn++) {
    const asked = turn < turns.least ? taken : uncertain(taken);
    if (asked.length === 0) break;
    for (const each of shuffled(asked)) await each.visit(predicate, rows);
  }
  return taken.map((each) => each.cell(predicate, rows));
}

async function check(processes: readonly TierProcess[], predicate: PredicateName, rows: number): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  let first: { readonly selected: number; readonly checksum: number } | undefined;
  for (const process of processes) {
    const found = await process.check(predicate, rows);
    first ??= found;
    if (found.selected !== first.selected || found.checksum !== first.checksum) {
      const told = `${processes[0]?.contestant ?? ''} selects ${first.selected} rows, ${process.contestant} ${found.selected}, or other rows`;
      throw new SqlError(disagreement, `the contestants disagree on ${predicate}: ${told}`);
    }
    taken.push(new Taken(process, found.selected));
  }
  return taken;
}

/** Those that could be the fastest, and `auto`, as long as one of them is not certain. */
function uncertain(taken: readonly Taken[]): readonly Taken[] {
  const fastest = Math.min(...taken.map(({ total }) => total.median));
  const near = taken.filter(({ process, total }) => process.contestant === 'auto' || total.median <= fastest * isNear);
  return near.every(({ total: { median, low, high } }) => high - low <= median * wantedPrecision) ? [] : near;
}
