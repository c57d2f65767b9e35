/** Engines × canonical predicates on one rung, with the baselines beside them. */
import Table from 'cli-table3';
import { highestRung } from '../../src/program/program.js';
import { isEngine, labelOf, mainEngines, takesPart, type ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import { noiseWarning } from '../noise.js';
import { predicateNames, type PredicateName } from '../predicates.js';
import { race } from '../race.js';
import { geometricMean, median, overlap } from '../statistics.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

/** Unless others are asked for: an engine of each kind, and all baselines. */
const usual: readonly ContestantName[] = [...mainEngines, 'hand-written', 'branch-free', 'new-function'];

export const dispatch: Scenario = {
  summary: 'engines and baselines on the canonical predicates, on one rung',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = settings.contestants ?? usual;
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
      text: `${title}${resultTable(contenders, contestants, predicates)}\n${summary(contenders, contestants, predicates)}${noiseWarning(contenders)}`,
    };
  },
};

/** The medians by contestant and predicate. */
class Medians {
  readonly #medians: ReadonlyMap<string, number>;

  constructor(contenders: readonly Contender[]) {
    this.#medians = new Map(
      contenders.map(({ job, samples }) => [`${job.contestant} ${job.predicate}`, median(samples)]),
    );
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

function resultTable(
  contenders: readonly Contender[],
  contestants: readonly ContestantName[],
  predicates: readonly PredicateName[],
): string {
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
function summary(
  contenders: readonly Contender[],
  contestants: readonly ContestantName[],
  predicates: readonly PredicateName[],
): string {
  const medians = new Medians(contenders);
  const lines = [...means(medians, contestants, predicates), ...fastest(contenders, predicates)];
  for (const baseline of ['hand-written', 'branch-free'] as const) {
    const ratios = predicates.flatMap((predicate) => {
      const [mine, theirs] = [medians.of('copy-patch', predicate), medians.of(baseline, predicate)];
      return mine === undefined || theirs === undefined ? [] : [`${predicate} ${(mine / theirs).toFixed(2)}`];
    });
    if (ratios.length > 0) lines.push(`copy-patch's time as a part of ${labelOf(baseline)}: ${ratios.join(', ')}.`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** All beside the engine that is the fastest one over all predicates. */
function means(
  medians: Medians,
  contestants: readonly ContestantName[],
  predicates: readonly PredicateName[],
): readonly string[] {
  const mean = (name: ContestantName): number =>
    geometricMean(predicates.flatMap((predicate) => medians.of(name, predicate) ?? []));
  const [best] = contestants.filter(isEngine).sort((x, y) => mean(x) - mean(y));
  if (best === undefined || contestants.length < 2) return [];
  const ratios = contestants.flatMap((name) => {
    const ratio = name === best ? undefined : medians.ratio(name, best, predicates);
    return ratio === undefined ? [] : [{ name, ratio }];
  });
  ratios.sort((x, y) => x.ratio - y.ratio);
  return [
    `Geometric means of the times, as multiples of ${best}'s, over the predicates that both ran:`,
    ...ratios.map(({ name, ratio }) => `  ${labelOf(name)}`.padEnd(34) + times(ratio)),
  ];
}

/** Which engine is the fastest one on which predicates; where intervals overlap, all that it may be. */
function fastest(contenders: readonly Contender[], predicates: readonly PredicateName[]): readonly string[] {
  const wins = new Map<string, PredicateName[]>();
  for (const predicate of predicates) {
    const engines = contenders.filter(({ job }) => job.predicate === predicate && isEngine(job.contestant));
    const [best, ...others] = engines
      .map(({ job, summary: of }) => ({ name: job.contestant, of }))
      .sort((x, y) => x.of.median - y.of.median);
    if (best === undefined || others.length === 0) continue;
    const possible = new Set([best, ...others.filter(({ of }) => overlap(of, best.of))].map(({ name }) => name));
    const names = engines.flatMap(({ job }) => (possible.has(job.contestant) ? [job.contestant] : [])).join(' or ');
    wins.set(names, [...(wins.get(names) ?? []), predicate]);
  }
  return wins.size === 0
    ? []
    : [
        'The fastest engine ("or": their intervals overlap):',
        ...[...wins].map(([names, on]) => `  ${names}: ${on.join(', ')}`),
      ];
}
