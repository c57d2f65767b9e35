/** The whole of the scenario `tiers`: processes, heats over ever more rows, and what need not be done twice. */
import { engineNames } from '../../src/engines/named.js';
import type { PredicateName } from '../predicates.js';
import { summarize, type Summary } from '../statistics.js';
import { count } from '../table.js';
import { TierProcess } from './contestant.js';
import { heat, type Turns } from './heat.js';
import type { Measurement, Cell } from './measurement.js';
import type { TierContestant } from './messages.js';
import { templates } from './rebinding.js';

export const tierContestants: readonly TierContestant[] = [...engineNames, 'auto'];

export interface TierRace {
  readonly contestants: readonly TierContestant[];
  readonly predicates: readonly PredicateName[];
  /** The most rows. */
  readonly rows: number;
  readonly batchRows: number;
  readonly seed: number;
  /** How often each contestant is asked at least. */
  readonly turns: number;
  readonly warmUpMilliseconds: number;
  /** How many processes each contestant has, one after the other: V8 does not optimise the same code in the same way each time. */
  readonly processes: number;
  readonly onStep: (what: string, done: number) => void;
}

export interface RebindResult {
  readonly statement: string;
  readonly contestant: TierContestant;
  readonly rows: number;
  readonly freshShape: Summary;
  readonly otherLiteral: Summary;
  readonly otherParameter: Summary;
}

export interface TierOutcome {
  readonly cells: readonly Cell[];
  readonly rebinding: readonly RebindResult[];
}

/** Rows in memory, at most: more rows are the same ones over and over. */
export const mostInMemory = 1_048_576;
/** From so many rows on, those that were far behind before do not take part: they would take most of the time. */
const longRun = 30_000_000;
const farBehind = 2;

/** 1, then the powers of ten from a hundred, and the most. */
export const rowCounts = (most: number): readonly number[] => [
  ...new Set([1, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000].filter((rows) => rows < most)),
  most,
];

/** Few rows are measured many times in a visit; many rows cannot be visited often. */
function turnsFor(rows: number, least: number): Turns {
  if (rows > longRun) return { behind: Math.min(3, least), least: Math.min(3, least), most: Math.min(5, least) };
  if (rows > 3_000_000) return { behind: Math.min(2, least), least: Math.min(5, least), most: least };
  return rows > 300_000
    ? { behind: Math.min(4, least), least, most: least * 2 }
    : { behind: least, least, most: least * 2 };
}

export async function raceTiers(race: TierRace): Promise<TierOutcome> {
  const all: Measurement[] = [];
  let rebinding: readonly RebindResult[] = [];
  for (let n = 0; n < race.processes; n++) {
    const part = {
      ...race,
      onStep: (what: string, done: number) => {
        race.onStep(what, (n + done) / race.processes);
      },
    };
    const once = await withNewProcesses(part, n === 0);
    for (const measurement of once.measurements) {
      const other = all.find((one) => one.isOfSame(measurement));
      if (other === undefined) all.push(measurement);
      else other.merge(measurement);
    }
    if (n === 0) rebinding = once.rebinding;
  }
  return { cells: all.map(({ cell }) => cell), rebinding };
}

async function withNewProcesses(
  race: TierRace,
  rebinds: boolean,
): Promise<{ readonly measurements: readonly Measurement[]; readonly rebinding: readonly RebindResult[] }> {
  const processes = race.contestants.map((contestant) => new TierProcess(contestant));
  try {
    await prepare(processes, race);
    const measurements: Measurement[] = [];
    for (const [n, predicate] of race.predicates.entries()) {
      let before: readonly Measurement[] = [];
      for (const rows of rowCounts(race.rows)) {
        race.onStep(`${predicate}, ${count(rows)} rows`, n / race.predicates.length);
        before = await heat(
          rows > longRun ? ahead(processes, before) : processes,
          predicate,
          rows,
          mostInMemory,
          turnsFor(rows, race.turns),
        );
        measurements.push(...before);
      }
    }
    return { measurements, rebinding: rebinds ? await rebind(processes, race) : [] };
  } finally {
    for (const process of processes) process.end();
  }
}

/** Two at a time: nothing is timed yet. */
async function prepare(
  processes: readonly TierProcess[],
  { rows, batchRows, seed, warmUpMilliseconds, onStep }: TierRace,
): Promise<void> {
  const waiting = [...processes];
  const options = { rows: Math.min(rows, mostInMemory), batchRows, seed, warmUpMilliseconds };
  const preparer = async (): Promise<void> => {
    for (let process = waiting.shift(); process !== undefined; process = waiting.shift()) {
      onStep(`${process.contestant}: warming up`, 0);
      await process.prepare(options);
    }
  };
  const prepared = await Promise.allSettled([preparer(), preparer()]);
  for (const result of prepared) if (result.status === 'rejected') throw result.reason;
}

/** Those that were not far behind with fewer rows. */
function ahead(processes: readonly TierProcess[], before: readonly Measurement[]): readonly TierProcess[] {
  const best = Math.min(...before.map(({ total }) => total.median));
  const kept = before.filter(({ contestant, total }) => contestant === 'auto' || total.median <= best * farBehind);
  return processes.filter((process) => kept.some(({ contestant }) => contestant === process.contestant));
}

/** Of the engine that compiles, and the one that chooses. */
async function rebind(processes: readonly TierProcess[], { rows, onStep }: TierRace): Promise<readonly RebindResult[]> {
  const results: RebindResult[] = [];
  for (const [n, { name }] of templates.entries()) {
    for (const some of [1, 4_096].filter((each) => each <= rows)) {
      for (const process of processes) {
        const { contestant } = process;
        if (contestant !== 'copy-patch' && contestant !== 'auto') continue;
        onStep(`${name}: rebinding`, 1);
        const { freshShape, otherLiteral, otherParameter } = await process.rebind(n, some);
        results.push({
          statement: name,
          contestant,
          rows: some,
          freshShape: summarize(freshShape),
          otherLiteral: summarize(otherLiteral),
          otherParameter: summarize(otherParameter),
        });
      }
    }
  }
  return results;
}
