/** The article's scan: a table's own pages, by every engine, by a loop that only reads them, and by a PostgreSQL server. */
import { chownSync, copyFileSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import Table from 'cli-table3';
import { engineNames } from '../../src/engines/named.js';
import { segmentPages } from '../../src/memory/heap/page-layout.js';
import type { Contender } from '../contender.js';
import { heapConjuncts } from '../conjuncts.js';
import type { HeapContestant, HeapJob } from '../heap/job.js';
import { heapJob } from '../heap/jobs.js';
import { writeRelation, type Relation } from '../heap/relation.js';
import { tableNamed, type TableName } from '../heap/tables.js';
import { noiseWarning } from '../noise.js';
import { findPostgres, startServer, type Server } from '../postgres/server.js';
import { race } from '../race.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

export const heapTables = ['article', 'demo'] as const satisfies readonly TableName[];
export type HeapTableName = (typeof heapTables)[number];
const predicate = 'a = 42';
export const heapContestants: readonly HeapContestant[] = [...engineNames, 'read', 'postgresql', 'postgresql-jit'];
const asksServer = (name: HeapContestant): boolean => name.startsWith('postgresql');

export const heap: Scenario = {
  summary: "a scan of a table's own pages, beside a PostgreSQL server on the same bytes",
  async run(settings: Settings): Promise<Outcome> {
    const wanted = settings.heapContestants ?? heapContestants;
    const installed = findPostgres() !== undefined;
    const contestants = installed ? wanted : wanted.filter((name) => !asksServer(name));
    const contenders: Contender<HeapJob>[] = [];
    const parts: string[] = [];
    if (contestants.length < wanted.length)
      parts.push(
        'No PostgreSQL server is installed (on Debian: apt-get install postgresql): the rest is measured without it.\n',
      );
    const tables = settings.tables ?? heapTables;
    for (const [n, table] of tables.entries()) {
      const onStep = (what: string) => {
        settings.onStep(what, n / tables.length);
      };
      const relation = writeRelation(table, settings.rows, settings.seed, (done) => {
        onStep(`writing ${table}: ${count(done)} rows`);
      });
      try {
        const measured = await raceOn(relation, contestants, settings, onStep);
        contenders.push(...measured);
        parts.push(report(relation, measured));
      } finally {
        relation.remove();
      }
    }
    return { contenders, text: `${parts.join('\n')}${noiseWarning(contenders)}` };
  },
};

async function raceOn(
  relation: Relation,
  contestants: readonly HeapContestant[],
  settings: Settings,
  onStep: (what: string) => void,
): Promise<readonly Contender<HeapJob>[]> {
  const conjuncts = await heapConjuncts(predicate, tableNamed(relation.table).table);
  let server: Server | undefined;
  try {
    if (contestants.some(asksServer)) {
      onStep(`${relation.table}: starting a PostgreSQL server`);
      server = await serverWith(relation);
    }
    const socket = server?.socket;
    const jobOf = (contestant: HeapContestant, output: HeapJob['output']): HeapJob =>
      heapJob(settings, relation, { sql: predicate, conjuncts }, contestant, { output, socket });
    const { samples, processes } = settings;
    const options = { samples, processes, stages: 'none' as const, onStep };
    const counting = await race(
      contestants.map((contestant) => jobOf(contestant, 'count')),
      options,
    );
    const giving = await race(
      contestants.filter((contestant) => contestant !== 'read').map((contestant) => jobOf(contestant, 'rows')),
      options,
    );
    return [...counting, ...giving];
  } finally {
    await server?.stop();
  }
}

/** A server that has the relation's bytes as a table of the same name, all of them in its shared buffers when the machine has room. */
async function serverWith({ table, path, pages }: Relation): Promise<Server> {
  const bytes = pages * 8192;
  const buffers = Math.min(Math.max(256 * 2 ** 20, bytes * 1.2), totalmem() * 0.4);
  const server = await startServer({ settings: { shared_buffers: `${Math.ceil(buffers / 2 ** 20)}MB` } });
  try {
    await server.query(`CREATE TABLE ${table} (${tableNamed(table).schema}); CREATE EXTENSION pg_prewarm`);
    const target = await server.relationPath(table);
    const { uid, gid } = statSync(target);
    await server.whileStopped(() => {
      for (let segment = 0; segment * segmentPages < pages; segment++) {
        const suffix = segment === 0 ? '' : `.${segment}`;
        copyFileSync(path + suffix, target + suffix);
        chownSync(target + suffix, uid, gid);
      }
    });
    await server.query(`ANALYZE ${table}; SELECT pg_prewarm('${table}')`);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function report({ table, rows, pages }: Relation, contenders: readonly Contender<HeapJob>[]): string {
  const counting = contenders.filter(({ job }) => job.output === 'count');
  const medianOf = (name: HeapContestant, output: HeapJob['output']) =>
    contenders.find(({ job }) => job.contestant === name && job.output === output)?.summary.median;
  const [server, read] = [medianOf('postgresql', 'count'), medianOf('read', 'count')];
  const head = [
    '',
    'ns a row',
    '±',
    ...(server === undefined ? [] : ['postgresql / it']),
    ...(read === undefined ? [] : ['it / read']),
    'giving the rows',
  ];
  const printed = new Table({ head, colAligns: ['left', ...head.slice(1).map(() => 'right' as const)], ...tableStyle });
  for (const { job, summary } of counting) {
    const rowsGiven = medianOf(job.contestant, 'rows');
    const { median, low, high } = summary;
    printed.push([
      job.contestant,
      nanoseconds(median),
      `${Math.round((50 * (high - low)) / median)} %`,
      ...(server === undefined ? [] : [times(server / median)]),
      ...(read === undefined ? [] : [times(median / read)]),
      rowsGiven === undefined ? '' : nanoseconds(rowsGiven),
    ]);
  }
  const selected = counting.find((contender) => contender.selected !== undefined)?.selected ?? 0;
  const title = `heap: ${table}, ${count(rows)} rows in ${count(pages)} pages, ${predicate} selects ${count(selected)}; nanoseconds a row for counting them and for giving their values\n`;
  return `${title}${printed.toString()}\n`;
}
