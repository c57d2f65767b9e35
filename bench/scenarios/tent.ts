/** The tent: `a < s AND b < 100` for every share of rows that the first condition lets pass, and every share of nulls. Where branches are guessed, the middle is slow. */
import Table from 'cli-table3';
import { Arena } from '../../src/arena/arena.js';
import { engineNamed, type EngineName } from '../../src/engines/named.js';
import type { Kernel } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { Batch, type BatchColumn } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import { highestRung } from '../../src/program/program.js';
import { qualList } from '../../src/sql/index.js';
import { isEngine } from '../contestants.js';
import { shuffled } from '../shuffled.js';
import { median } from '../statistics.js';
import { count, nanoseconds, tableStyle, times } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const schema: readonly BatchColumn[] = ['a', 'b'].map((name) => ({ name, type: 'int4', notNull: false }));
/** `a` and `b` are below this. */
const values = 100;
const shares = [0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100] as const;
const nullShares = [0, 1, 10, 50, 90, 100] as const;
/** A sample takes at least so many rows. */
const sampleRows = 4_000_000;

interface Point {
  readonly share: number;
  readonly nulls: number;
  readonly batch: Batch;
  readonly kernel: Kernel;
  readonly times: number[];
}

export const tent: Scenario = {
  summary: 'two conditions, for every share of rows that pass the first and every share of nulls',
  usualRows: 65_536,
  async run(settings: Settings): Promise<Outcome> {
    const parts: string[] = [];
    for (const engine of (settings.contestants ?? ['vector']).filter(isEngine))
      parts.push(await measured(engine, settings));
    return { contenders: [], text: parts.join('\n') };
  },
};

async function measured(name: EngineName, { rows, samples, seed, rung, onStep }: Settings): Promise<string> {
  const arena = new Arena();
  const engine = await engineNamed(name);
  const batches = nullShares.map((nulls) => ({ nulls, batch: filled(arena, rows, nulls, seed) }));
  const points: Point[] = [];
  for (const share of shares) {
    const { expr } = await compileSql(`a < ${share} AND b < 100`, 'predicate', { schema });
    const program = compileQual(qualList(expr), { schema, rung: rung ?? highestRung });
    for (const { nulls, batch } of batches) {
      const kernel = engine.load(program, arena);
      kernel.run(batch);
      check(kernel, batch, share);
      points.push({ share, nulls, batch, kernel, times: [] });
    }
  }
  const runs = Math.max(1, Math.ceil(sampleRows / rows));
  // The first sample is for V8's optimising compiler, and does not count.
  for (let sample = 0; sample <= samples; sample++) {
    onStep(name, sample / (samples + 1));
    for (const { kernel, batch, times: taken } of shuffled(points)) {
      const start = performance.now();
      for (let run = 0; run < runs; run++) kernel.run(batch);
      if (sample > 0) taken.push(((performance.now() - start) * 1e6) / rows / runs);
    }
  }
  return report(name, rows, points);
}

/** Raises XX000 if the kernel has not selected the rows that a loop selects. */
function check({ bitmap }: Kernel, batch: Batch, share: number): void {
  for (let row = 0; row < batch.rows; row++) {
    const [a, b] = [batch.get(0, row), batch.get(1, row)];
    const selected = (((batch.arena.views.u8[bitmap + (row >> 3)] ?? 0) >> (row & 7)) & 1) === 1;
    if (selected !== (a !== null && b !== null && Number(a) < share && Number(b) < 100))
      throw new SqlError('XX000', `a < ${share} AND b < 100 is wrong at row ${row}`);
  }
}

function filled(arena: Arena, rows: number, nulls: number, seed: number): Batch {
  const batch = new Batch(arena, schema, rows);
  let state = seed;
  /** A linear congruential generator's upper bits, as a number below 100. */
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * values);
  };
  for (let row = 0; row < rows; row++)
    for (const column of [0, 1]) batch.set(column, row, next() < nulls ? null : next());
  batch.rows = rows;
  return batch;
}

/** Whether of most groups of 64 rows one is expected to pass the first condition. */
const reachesSecond = ({ share, nulls }: Point): boolean => (1 - (share / 100) * (1 - nulls / 100)) ** 64 < 0.5;

function report(name: EngineName, rows: number, points: readonly Point[]): string {
  const table = new Table({ head: ['passing', ...nullShares.map((nulls) => `${nulls} % null`)], ...tableStyle });
  for (const share of shares)
    table.push([
      `${share} %`,
      ...points.filter((point) => point.share === share).map((point) => nanoseconds(median(point.times))),
    ]);
  const best = (taken: readonly number[]): number => Math.min(...taken);
  const spread = (some: readonly Point[]): string => {
    const [medians, bests] = [median, best].map((of) => some.map((point) => of(point.times)));
    const ratio = (all: readonly number[] = []): string => times(Math.max(...all) / Math.min(...all));
    return `${ratio(medians)} as long as the fastest (${ratio(bests)} by the best samples)`;
  };
  const reaching = points.filter(reachesSecond);
  return `tent: ${name}, a < s AND b < 100, ns a row, ${count(rows)} rows, medians\n${table.toString()}\nThe slowest point takes ${spread(points)}; of those ${reaching.length} where most groups of 64 rows reach the second condition, ${spread(reaching)}.\n`;
}
