/** What each rung of the specialisation ladder buys on each engine. */
import Table from 'cli-table3';
import { engineNames } from '../../src/engines/named.js';
import { rungs, type Rung } from '../../src/program/program.js';
import { isEngine, labelOf, type ContestantName } from '../contestants.js';
import type { Contender } from '../contender.js';
import { noiseWarning } from '../noise.js';
import { predicateNamed, type PredicateName } from '../predicates.js';
import { race } from '../race.js';
import { overlap } from '../statistics.js';
import { count, nanoseconds, tableStyle } from '../table.js';
import { jobOf, type Outcome, type Scenario, type Settings } from './scenario.js';

/** What the four steps up are reported to have bought elsewhere, in percent of the time of the rung below. */
export const published: readonly (number | undefined)[] = [undefined, 7.9, 9.5, 10.3, 23];

export const ladder: Scenario = {
  summary: 'what each rung of the specialisation ladder buys on each engine',
  async run(settings: Settings): Promise<Outcome> {
    const contestants = (settings.contestants ?? engineNames).filter(isEngine);
    const predicates = settings.predicates ?? ['eq'];
    const contenders: Contender[] = [];
    const parts: string[] = [];
    for (const [n, predicate] of predicates.entries()) {
      const jobs = await Promise.all(
        contestants.flatMap((contestant) =>
          rungs.map((_, rung) => jobOf(settings, contestant, predicate, rung as Rung)),
        ),
      );
      const measured = await race(jobs, {
        samples: settings.samples,
        processes: settings.processes,
        stages: 'none',
        onStep: (what) => {
          settings.onStep(what, n / predicates.length);
        },
      });
      contenders.push(...measured);
      parts.push(
        `ladder: ${predicateNamed(predicate).sql}, ${count(settings.rows)} rows, nanoseconds a row, and the time saved against the rung below\n`,
        ladderTable(measured, contestants, predicate),
      );
    }
    return { contenders, text: `${parts.join('')}"~" where the 95 % intervals overlap.\n${noiseWarning(contenders)}` };
  },
};

function ladderTable(
  contenders: readonly Contender[],
  contestants: readonly ContestantName[],
  predicate: PredicateName,
): string {
  const table = new Table({
    head: ['rung', '', ...contestants.map(labelOf), ...(predicate === 'eq' ? ['published'] : [])],
    colAligns: ['right', 'left', ...contestants.map(() => 'right' as const), 'right'],
    ...tableStyle,
  });
  rungs.forEach((name, rung) => {
    const cells = contestants.map((contestant) => {
      const at = (wanted: number) =>
        contenders.find(({ job }) => job.contestant === contestant && job.rung === wanted)?.summary;
      const [here, below] = [at(rung), at(rung - 1)];
      if (here === undefined) return '';
      if (below === undefined) return nanoseconds(here.median);
      const saved = 100 * (1 - here.median / below.median);
      return `${nanoseconds(here.median)}  ${overlap(here, below) ? '~' : ''}${saved.toFixed(1)} %`;
    });
    const elsewhere = published[rung];
    table.push([
      rung,
      name,
      ...cells,
      ...(predicate === 'eq' ? [elsewhere === undefined ? '' : `${elsewhere} %`] : []),
    ]);
  });
  return `${table.toString()}\n`;
}
