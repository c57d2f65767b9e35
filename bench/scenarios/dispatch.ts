/** Engines × canonical predicates on one rung, with the baselines beside them. */
import Table from 'cli-table3';
import { highestRung } from '../../src/program/program.js';
import { labelOf, contestantNames, takesPart, type ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import { noiseWarning } from '../noise.js';
import { predicateNames, type PredicateName } from '../predicates.js';
import { race } from '../race.js';
import { geometricMean, median } from '../statistics.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

export const dispatch: Scenario = {
  summary: 'engines and baselines on the canonical predicates, on one rung',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = settings.contestants ?? contestantNames;
    const predicates = settings.predicates ?? predicateNames;
    const rung = settings.rung ?? highestRung;
    const contenders: Contender[] = [];
    for (const [n, predicate] of predicates.entries()) {
      const entrants = contestants.filter((contestant) => takesPart(contestant, predicate));
      const jobs = await Promise.all(entrants.map((contestant) => jobOf(settings, contestant, predicate, rung)));
      contenders.push(
        ...(await race(jobs, {
          samples: settings.samples,
          processes: settings.processes,
          stages: 'once',
          onStep: (what) => {
            settings.onStep(what, n / predicates.length);
          },
        })),
      );
    }
    const title = `dispatch: ${count(settings.rows)} rows, rung ${rung}, nanoseconds a row (median; ± is half of its 95 % interval)\n`;
    return {
      contenders,
      text: `${title}${resultTable(contenders, contestants, predicates)}\n${summary(new Medians(contenders), contestants, predicates)}${noiseWarning(contenders)}`,
    };
  },
};

/** The medians by contestant and predicate. */
class Medians {
  readonly #medians: ReadonlyMap<string, number>;

  constructor(contenders: readonly Contender[]) {
    this.#medians = new Map(contenders.map(({ job, samples }) => [`${job.contestant} ${job.predicate}`, median(samples)]));
  }

  of(contestant: ContestantName, predicate: PredicateName): number | undefined {
    return this.#medians.get(`${contestant} ${predicate}`);
  }

  /** How many times as long `slow` takes as `fast`, in the geometric mean of the predicates that both ran. */
  ratio(slow: ContestantName, fast: ContestantName, predicates: readonly PredicateName[]): number | undefined {
    const ratios = predicates.flatMap((predicate) => {
      const [x, y] = [this.of(slow, predicate), this.of(fast, predicate)];
      return x === undefined || y === undefined ? [] : [x / y];
    });
    return ratios.length === 0 ? undefined : geometricMean(ratios);
  }
}

function resultTable(contenders: readonly Contender[], contestants: readonly ContestantName[], predicates: readonly PredicateName[]): string {
  const table = new Table({
    head: ['predicate', 'selected', ...contestants.map(labelOf)],
    colAligns: ['left', ...['selected', ...contestants].map(() => 'right' as const)],
    ...tableStyle,
  });
  for (const predicate of predicates) {
    const runs = contenders.filter(({ job }) => job.predicate === predicate);
    const cells = contestants.map((contestant) => {
      const run = runs.find(({ job }) => job.contestant === contestant);
      if (run === undefined) return '';
      const { median: middle, low, high } = run.summary;
      return `${nanoseconds(middle)} ±${Math.round((50 * (high - low)) / middle)} %`;
    });
    table.push([predicate, count(runs[0]?.selected ?? 0), ...cells]);
  }
  return table.toString();
}

/** The comparisons that people ask for. */
function summary(medians: Medians, contestants: readonly ContestantName[], predicates: readonly PredicateName[]): string {
  const lines: string[] = [];
  const pairs: readonly (readonly [ContestantName, ContestantName])[] = [
    ['switch', 'closure'],
    ['switch', 'copy-patch'],
    ['closure', 'copy-patch'],
    ['hand-written', 'copy-patch'],
    ['new-function', 'copy-patch'],
    ['branch-free', 'copy-patch'],
  ];
  const told = pairs.flatMap(([slow, fast]) => {
    const ratio = contestants.includes(slow) && contestants.includes(fast) ? medians.ratio(slow, fast, predicates) : undefined;
    return ratio === undefined ? [] : [`  ${labelOf(slow)} / ${labelOf(fast)}`.padEnd(34) + times(ratio)];
  });
  if (told.length > 0) lines.push('Geometric means of the times, over the predicates that both ran:', ...told);
  const engines = contestants.filter((name) => name === 'switch' || name === 'closure');
  if (engines.length > 0 && contestants.includes('copy-patch')) {
    const beaten = predicates.filter((predicate) =>
      engines.some((name) => (medians.of(name, predicate) ?? Infinity) <= (medians.of('copy-patch', predicate) ?? Infinity)),
    );
    lines.push(
      beaten.length === 0
        ? `copy-patch is the fastest engine on ${predicates.length === 1 ? 'the predicate' : `all ${predicates.length} predicates`}.`
        : `copy-patch is not the fastest engine on: ${beaten.join(', ')}.`,
    );
  }
  for (const baseline of ['hand-written', 'branch-free'] as const) {
    const ratios = predicates.flatMap((predicate) => {
      const [mine, theirs] = [medians.of('copy-patch', predicate), medians.of(baseline, predicate)];
      return mine === undefined || theirs === undefined ? [] : [`${predicate} ${(mine / theirs).toFixed(2)}`];
    });
    if (ratios.length > 0) lines.push(`copy-patch's time as a part of ${labelOf(baseline)}: ${ratios.join(', ')}.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}
