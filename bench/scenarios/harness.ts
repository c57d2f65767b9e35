/** The same scans measured by the plain harness, by tinybench and by benchmark.js: do they agree? */
import Table from 'cli-table3';
import { engineNames } from '../../src/engines/named.js';
import { highestRung } from '../../src/program/program.js';
import { labelOf } from '../contestants.js';
import type { Contender } from '../contender.js';
import { harnessNames } from '../harness.js';
import { noiseWarning } from '../noise.js';
import { race } from '../race.js';
import { count, nanoseconds, tableStyle } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

export const harness: Scenario = {
  summary: 'the same scans measured by three harnesses: do they agree?',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = settings.contestants ?? engineNames;
    const predicates = settings.predicates ?? ['eq'];
    const contenders: Contender[] = [];
    for (const [n, predicate] of predicates.entries()) {
      const jobs = await Promise.all(
        contestants.flatMap((contestant) =>
          harnessNames.map((name) =>
            jobOf({ ...settings, harness: name }, contestant, predicate, settings.rung ?? highestRung),
          ),
        ),
      );
      contenders.push(
        ...(await race(jobs, {
          samples: settings.samples,
          processes: settings.processes,
          stages: 'none',
          onStep: (what) => {
            settings.onStep(what, n / predicates.length);
          },
        })),
      );
    }
    const table = new Table({ head: ['predicate', 'engine', ...harnessNames, 'largest / smallest'], ...tableStyle });
    for (const predicate of predicates) {
      for (const contestant of contestants) {
        const medians = harnessNames.map(
          (name) =>
            contenders.find(
              ({ job }) => job.predicate === predicate && job.contestant === contestant && job.harness === name,
            )?.summary.median ?? NaN,
        );
        table.push([
          predicate,
          labelOf(contestant),
          ...medians.map(nanoseconds),
          (Math.max(...medians) / Math.min(...medians)).toFixed(2),
        ]);
      }
    }
    return {
      contenders,
      text: `harness: ${count(settings.rows)} rows, nanoseconds a row as each harness measures it\n${table.toString()}\n${noiseWarning(contenders)}`,
    };
  },
};
