/** How the time to compile a predicate grows with the number of its conjuncts, stage by stage, on each engine. */
import { highestRung } from '../../src/program/program.js';
import { isEngine, type ContestantName } from '../contestants.js';
import { measureGrowth, type Growth } from '../growth/measure.js';
import { growthStages } from '../growth/messages.js';
import { series, seriesNames } from '../growth/series.js';
import { growthTables, slopeNote } from '../growth/tables.js';
import type { Result } from '../json.js';
import { noiseWarning } from '../noise.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const usual: readonly ContestantName[] = [
  'switch',
  'closure',
  'wasm-switch',
  'wasm-threaded',
  'copy-patch',
  'optimizing',
];
/** So long a process compiles before it is measured. */
const warmUpMilliseconds = 2000;

export const growth: Scenario = {
  summary: 'how compiling grows from 1 to 1,024 conjuncts, stage by stage',
  usualRows: 1,
  async run({ contestants, samples, onStep }: Settings): Promise<Outcome> {
    const engines = (contestants ?? usual).filter(isEngine);
    const outcome = await measureGrowth({ engines, turns: samples, warmUpMilliseconds, onStep });
    const left = outcome.left.map((line) => `${line}\n`).join('');
    const warning = noiseWarning(outcome.growth.map(({ total }) => ({ summary: total })));
    return {
      contenders: [],
      report: { results: outcome.growth.map(toResult) },
      text: `From the text to the first row's bit, medians in a warm process, each predicate of a new shape\n\n${seriesNames
        .map((name) => growthTables(outcome.growth, name))
        .join('\n')}${slopeNote}${left}${warning}`,
    };
  },
};

/** What is in the report beside what every result has: how many conjuncts. */
export interface GrowthResult extends Result {
  readonly conjuncts: number;
}

const rounded = (x: number): number => Number(x.toPrecision(4));

/** One row, so its time is the whole. */
function toResult({ engine, series: name, conjuncts, total, stages }: Growth): GrowthResult {
  const nanoseconds = (time: number): number => rounded(time * 1000);
  return {
    engine,
    rung: highestRung,
    predicate: `${conjuncts} × ${series[name].title}`,
    conjuncts,
    selected: 1,
    nsPerRow: {
      median: nanoseconds(total.median),
      low: nanoseconds(total.low),
      high: nanoseconds(total.high),
      samples: total.samples,
    },
    spread: rounded(total.spread),
    compile: Object.fromEntries(growthStages.map((stage) => [`${stage}Microseconds`, rounded(stages[stage])])),
  };
}
