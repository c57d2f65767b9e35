/**
 * The same rows in tables of one thread and of several, in one process: how many times faster more threads count. The tables take turns, so that a machine with other work slows all
 * of them; where it leaves no cores, the processor's time still tells what more threads cost together.
 */
import { availableParallelism } from 'node:os';
import { Arena, predicate } from '../../src/index.js';
import { demoSchema, fillDemo } from '../../src/datasets/demo.js';
import { SqlError } from '../../src/error.js';
import { Batch } from '../../src/memory/batch.js';
import { highestRung } from '../../src/program/program.js';
import { loadThreaded, type ThreadedTable } from '../../src/threads.js';
import type { Result } from '../json.js';
import { printTable } from '../markdown.js';
import { noiseWarning } from '../noise.js';
import { predicateNamed, predicateNames, type PredicateName } from '../predicates.js';
import { disagreement } from '../race.js';
import { geometricMean, median, summarize, type Summary } from '../statistics.js';
import { count, nanoseconds, times } from '../table.js';
import { benchWorker } from '../threads/source-worker.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const threadCounts = [1, 2, 4, 8];
/**
 * Before the first sample, at least: runs, in which V8 optimises a kernel, and milliseconds. In its first second two threads took as long as
 * one for whatever predicate came first, and 1.8 times less later; why was not found.
 */
const warmUp = { runs: 5, milliseconds: 1500 };

interface Measured {
  readonly name: PredicateName;
  readonly selected: number;
  /** Of each table. */
  readonly summaries: readonly Summary[];
  /** The processor's time of each, of all threads together, in nanoseconds a row. */
  readonly processor: readonly number[];
}

export const threads: Scenario = {
  summary: 'counting rows in tables of one thread and of several',
  usualRows: 20_000_000,
  async run(settings: Settings): Promise<Outcome> {
    const arena = new Arena();
    const cores = availableParallelism();
    const counts = threadCounts.filter((threads) => threads <= Math.max(cores, 2));
    const tables: ThreadedTable<object>[] = [];
    try {
      for (const threads of counts) tables.push(await loadThreaded(demoSchema, [], { threads, arena, ...benchWorker }));
      await fill(tables, arena, settings);
      const measured: Measured[] = [];
      const names = settings.predicates ?? predicateNames;
      for (const name of names) {
        settings.onStep(name, measured.length / names.length);
        measured.push(await measure(name, tables, arena, settings));
      }
      return {
        contenders: [],
        report: { results: measured.flatMap((one) => toResults(one, counts)) },
        text: textOf(measured, counts, cores, settings),
      };
    } finally {
      for (const table of tables) table.free();
    }
  },
};

async function fill(tables: readonly ThreadedTable<object>[], arena: Arena, settings: Settings): Promise<void> {
  const { rows, batchRows, seed, onStep } = settings;
  const batch = new Batch(arena, demoSchema, Math.min(batchRows, rows));
  for (let first = 0; first < rows; first += batchRows) {
    onStep('spreading the rows', 0);
    fillDemo(batch, { seed, first, rows: Math.min(batchRows, rows - first) });
    for (const table of tables) await table.appendBatch(batch);
  }
  batch.free();
}

async function measure(
  name: PredicateName,
  tables: readonly ThreadedTable<object>[],
  arena: Arena,
  { rows, samples, rung }: Settings,
): Promise<Measured> {
  const { sql } = predicateNamed(name);
  const p = await predicate(sql, { schema: demoSchema, arena, ...(rung === undefined ? {} : { rung }) });
  try {
    const selected = await Promise.all(tables.map((table) => table.count(p)));
    if (new Set(selected).size > 1)
      throw new SqlError(disagreement, `the tables count ${selected.join(', ')} rows for ${name}`);
    const taken: number[][] = tables.map(() => []);
    const used: number[][] = tables.map(() => []);
    const begun = performance.now();
    let runs = 0;
    for (let sample = 0; sample < samples; ) {
      const isWarm = runs++ >= warmUp.runs && performance.now() - begun >= warmUp.milliseconds;
      for (const [index, table] of tables.entries()) {
        const start = performance.now();
        const before = process.cpuUsage();
        await table.count(p);
        const { user, system } = process.cpuUsage(before);
        if (!isWarm) continue;
        taken[index]?.push(((performance.now() - start) * 1e6) / rows);
        used[index]?.push(((user + system) * 1e3) / rows);
      }
      if (isWarm) sample++;
    }
    return { name, selected: selected[0] ?? 0, summaries: taken.map(summarize), processor: used.map(median) };
  } finally {
    p.free();
  }
}

function textOf(measured: readonly Measured[], counts: readonly number[], cores: number, { rows }: Settings): string {
  const ratio = ({ summaries }: Measured, index: number): number =>
    (summaries[0]?.median ?? NaN) / (summaries[index]?.median ?? NaN);
  const work = ({ processor }: Measured, index: number): number => (processor[index] ?? NaN) / (processor[0] ?? NaN);
  const more = counts.map((_, index) => index).slice(1);
  const head = [
    '',
    ...counts.map((n) => `${n} thread${n === 1 ? '' : 's'}`),
    ...more.flatMap((at) => [`${counts[at]} beside 1`, 'processor time']),
  ];
  const lines = measured.map((one) => [
    one.name,
    ...one.summaries.map((summary) => nanoseconds(summary.median)),
    ...more.flatMap((index) => [times(ratio(one, index)), times(work(one, index))]),
  ]);
  const mean = (of: (one: Measured) => number): string => times(geometricMean(measured.map(of)));
  const means = more.flatMap((index) => [mean((one) => ratio(one, index)), mean((one) => work(one, index))]);
  const table = printTable({ head, rows: [...lines, ['geometric mean', ...counts.map(() => ''), ...means]] });
  const all = measured.flatMap(({ summaries }) => summaries.map((summary) => ({ summary })));
  return `${count(rows)} rows on ${cores} cores: nanoseconds a row to count, medians; how many times faster than 1 thread, and how many times its processor time\n\n${table}${noiseWarning(all)}`;
}

const toResults = ({ name, selected, summaries }: Measured, counts: readonly number[]): Result[] =>
  summaries.map(({ median: middle, low, high, samples, spread }, index) => ({
    engine: `auto, ${counts[index] ?? 1} threads`,
    rung: highestRung,
    predicate: predicateNamed(name).sql,
    name,
    selected,
    nsPerRow: { median: middle, low, high, samples },
    spread,
  }));
