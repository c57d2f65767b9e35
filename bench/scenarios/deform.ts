/** What each rung of the deform ladder buys on each engine: rows of few and of many columns, the needed one first, in the middle or last, with and without nulls. */
import Table from 'cli-table3';
import { engineNames } from '../../src/engines/named.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';
import { highestRung } from '../../src/program/program.js';
import type { Contender } from '../contender.js';
import { heapConjuncts } from '../conjuncts.js';
import type { HeapJob } from '../heap/job.js';
import { heapJob } from '../heap/jobs.js';
import { writeRelation } from '../heap/relation.js';
import { columnName } from '../../src/datasets/integers.js';
import { kinds, tableNamed, widths, type Kind, type TableName, type Width } from '../heap/tables.js';
import { noiseWarning } from '../noise.js';
import { race } from '../race.js';
import { overlap } from '../statistics.js';
import { count, nanoseconds, tableStyle } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

/** The conjuncts on one column do not show what laziness buys: the last case needs a second one for half of the rows. */
interface Case {
  readonly title: string;
  readonly sql: string;
}

function casesOf(width: Width): readonly Case[] {
  const [first, middle, last] = [columnName(1), columnName(Math.ceil(width / 2)), columnName(width)];
  return [
    { title: 'first', sql: `${first} = 42` },
    { title: 'middle', sql: `${middle} = 42` },
    { title: 'last', sql: `${last} = 42` },
    { title: 'first, then last', sql: `${first} < 5 AND ${last} = 42` },
  ];
}

export const deform: Scenario = {
  summary: 'what each rung of the deform ladder buys on each engine',
  async run(settings: Settings): Promise<Outcome> {
    const engines = (settings.heapContestants ?? engineNames).filter((name) =>
      engineNames.some((engine) => engine === name),
    );
    const contenders: Contender<HeapJob>[] = [];
    const parts: string[] = [
      `deform: ${count(settings.rows)} rows, nanoseconds a row on rung ${settings.rung ?? highestRung}, and the time saved against the deform rung below; "~" where the 95 % intervals overlap\n`,
    ];
    const tables = widths.flatMap((width) => kinds.map((kind) => ({ width, kind })));
    for (const [n, { width, kind }] of tables.entries()) {
      const measured = await raceOn(width, kind, engines, settings, (what) => {
        settings.onStep(what, n / tables.length);
      });
      contenders.push(...measured);
      parts.push(report(width, kind, engines, measured));
    }
    return { contenders, text: `${parts.join('\n')}${noiseWarning(contenders)}` };
  },
};

async function raceOn(
  width: Width,
  kind: Kind,
  engines: readonly HeapJob['contestant'][],
  settings: Settings,
  onStep: (what: string) => void,
): Promise<readonly Contender<HeapJob>[]> {
  const table: TableName = `${width} ${kind}`;
  const relation = writeRelation(table, settings.rows, settings.seed);
  try {
    const measured: Contender<HeapJob>[] = [];
    for (const { sql } of casesOf(width)) {
      const conjuncts = await heapConjuncts(sql, tableNamed(table).table);
      const rungs =
        settings.deform === undefined ? deformRungs.map((_, rung) => rung as DeformRung) : [settings.deform];
      const jobs = engines.flatMap((engine) =>
        rungs.map((rung) => heapJob(settings, relation, { sql, conjuncts }, engine, { deform: rung })),
      );
      measured.push(
        ...(await race(jobs, { samples: settings.samples, processes: settings.processes, stages: 'none', onStep })),
      );
    }
    return measured;
  } finally {
    relation.remove();
  }
}

function report(
  width: Width,
  kind: Kind,
  engines: readonly HeapJob['contestant'][],
  contenders: readonly Contender<HeapJob>[],
): string {
  const cases = casesOf(width);
  const head = ['deform rung', '', ...cases.flatMap(({ title }) => engines.map((engine) => `${title}: ${engine}`))];
  const table = new Table({
    head,
    colAligns: ['right', 'left', ...head.slice(2).map(() => 'right' as const)],
    ...tableStyle,
  });
  deformRungs.forEach((name, rung) => {
    const cells = cases.flatMap(({ sql }) =>
      engines.map((engine) => {
        const at = (wanted: number) =>
          contenders.find(({ job }) => job.contestant === engine && job.predicate === sql && job.deform === wanted)
            ?.summary;
        const [here, below] = [at(rung), at(rung - 1)];
        if (here === undefined) return '';
        if (below === undefined) return nanoseconds(here.median);
        return `${nanoseconds(here.median)}  ${overlap(here, below) ? '~' : ''}${(100 * (1 - here.median / below.median)).toFixed(0)} %`;
      }),
    );
    if (cells.some((cell) => cell !== '')) table.push([rung, name, ...cells]);
  });
  return `${width} columns, ${kind}; needed:\n${table.toString()}\n`;
}
