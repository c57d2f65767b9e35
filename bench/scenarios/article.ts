/** The article's own experiment: what each rung buys of the whole scan of its table, deforming included, in interpreters and in the JIT side by side. */
import Table from 'cli-table3';
import { engineNames } from '../../src/engines/named.js';
import { rungs, type Rung } from '../../src/program/program.js';
import type { Contender } from '../contender.js';
import { heapConjuncts } from '../conjuncts.js';
import type { HeapJob } from '../heap/job.js';
import { heapJob } from '../heap/jobs.js';
import { writeRelation } from '../heap/relation.js';
import { tableNamed } from '../heap/tables.js';
import { noiseWarning } from '../noise.js';
import { race } from '../race.js';
import { overlap } from '../statistics.js';
import { count, nanoseconds, tableStyle } from '../table.js';
import { published } from './ladder.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const predicate = 'a = 42';

export const article: Scenario = {
  summary: 'what each rung buys of a whole scan of heap pages, as the article measured it',
  async run(settings: Settings): Promise<Outcome> {
    const engines = (settings.heapContestants ?? engineNames).filter((name) =>
      engineNames.some((engine) => engine === name),
    );
    const relation = writeRelation('article', settings.rows, settings.seed);
    try {
      const conjuncts = await heapConjuncts(predicate, tableNamed('article').table);
      const jobs = engines.flatMap((engine) =>
        rungs.map((_, rung) =>
          heapJob(settings, relation, { sql: predicate, conjuncts }, engine, { rung: rung as Rung }),
        ),
      );
      const contenders = await race(jobs, {
        samples: settings.samples,
        processes: settings.processes,
        stages: 'none',
        onStep: (what) => {
          settings.onStep(what, 0);
        },
      });
      const title = `article: ${predicate} over ${count(relation.rows)} rows on ${count(relation.pages)} heap pages, nanoseconds a row, and the time saved against the rung below\n`;
      return {
        contenders,
        text: `${title}${ladderTable(contenders, engines)}\n"~" where the 95 % intervals overlap.\n${noiseWarning(contenders)}`,
      };
    } finally {
      relation.remove();
    }
  },
};

function ladderTable(contenders: readonly Contender<HeapJob>[], engines: readonly HeapJob['contestant'][]): string {
  const head = ['rung', '', ...engines, 'published'];
  const table = new Table({
    head,
    colAligns: ['right', 'left', ...engines.map(() => 'right' as const), 'right'],
    ...tableStyle,
  });
  rungs.forEach((name, rung) => {
    const cells = engines.map((engine) => {
      const at = (wanted: number) =>
        contenders.find(({ job }) => job.contestant === engine && job.rung === wanted)?.summary;
      const [here, below] = [at(rung), at(rung - 1)];
      if (here === undefined) return '';
      if (below === undefined) return nanoseconds(here.median);
      return `${nanoseconds(here.median)}  ${overlap(here, below) ? '~' : ''}${(100 * (1 - here.median / below.median)).toFixed(1)} %`;
    });
    const elsewhere = published[rung];
    table.push([rung, name, ...cells, elsewhere === undefined ? '' : `${elsewhere} %`]);
  });
  return table.toString();
}
