/** The scenarios over heap pages: what is asked for, that all contestants do the same work, and what is written about them; too small to time anything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { benchCommand, plan } from '../../src/cli/bench.js';
import { heapConjuncts } from '../../bench/conjuncts.js';
import { writeRelation, type Relation } from '../../bench/heap/relation.js';
import type { HeapContestant, HeapJob } from '../../bench/heap/job.js';
import { columnName } from '../../src/datasets/integers.js';
import { kinds, tableNamed, widths, type TableName } from '../../bench/heap/tables.js';
import { prepareHeapScan } from '../../bench/heap/workload.js';
import { readReports, toReport } from '../../bench/json.js';
import { race } from '../../bench/race.js';
import { engineNames } from '../../src/engines/engines.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';
import type { Rung } from '../../src/program/program.js';

beforeAll(runBuiltBench);

const directory = mkdtempSync(join(tmpdir(), 'quern-bench-heap-'));
const relations: Relation[] = [];
afterAll(() => {
  for (const relation of relations) relation.remove();
  rmSync(directory, { recursive: true });
});

function relationOf(table: TableName, rows: number): Relation {
  const relation = writeRelation(table, rows, 3);
  relations.push(relation);
  return relation;
}

async function jobOf(
  relation: Relation,
  contestant: HeapContestant,
  sql: string,
  deform: DeformRung,
  rung: Rung = 4,
): Promise<HeapJob> {
  const { table, path, pages, rows } = relation;
  const conjuncts = await heapConjuncts(sql, tableNamed(table).table);
  return {
    layout: 'heap',
    contestant,
    table,
    path,
    pages,
    rows,
    predicate: sql,
    conjuncts,
    rung,
    deform,
    output: 'count',
    harness: 'plain',
    socket: undefined,
  };
}

describe('quern bench over heap pages', () => {
  const options = { rows: 1000, samples: 1, processes: 1, batch: 65_536, seed: 1, harness: 'plain' } as const;

  it('plans the scenarios deform and heap, with a rung of the deform ladder, tables, and baselines of their own', () => {
    expect(
      plan(['heap', 'deform'], {
        ...options,
        deform: 3,
        engine: ['copy-patch,read', 'postgresql'],
        table: ['article'],
      }),
    ).toMatchObject({
      chosen: ['heap', 'deform'],
      settings: {
        rows: 1000,
        deform: 3,
        heapContestants: ['copy-patch', 'read', 'postgresql'],
        contestants: ['copy-patch'],
        tables: ['article'],
      },
    });
    expect(plan(['deform'], options)).toMatchObject({
      chosen: ['deform'],
      settings: { deform: undefined, heapContestants: undefined, tables: undefined },
    });
    // `--engine switch heap` has taken the scenario for an engine.
    expect(plan([], { ...options, engine: ['switch', 'heap'] })).toMatchObject({
      chosen: ['heap'],
      settings: { heapContestants: ['switch'] },
    });
    expect(() => plan(['heap'], { ...options, engine: ['oracle'] })).toThrow(/no engine "oracle"/);
    expect(() => plan(['heap'], { ...options, table: ['emp'] })).toThrow(/no table "emp"/);
  });

  it('runs a scan of the article and what only reads it, and writes JSON', async () => {
    const args = ['heap', '--table', 'article', '--engine', 'copy-patch', 'read', '--deform', '4'];
    const file = join(directory, 'report.json');
    const written: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    };
    try {
      const command = benchCommand().exitOverride();
      await command.parseAsync([...args, '--rows', '2000', '--processes', '1', '--samples', '1', '--json', file], {
        from: 'user',
      });
    } finally {
      process.stdout.write = write;
    }
    const [report] = readReports(file);
    expect(report).toMatchObject({ scenario: 'heap', layout: 'heap', rows: 2000 });
    expect(report?.results.map(({ engine }) => engine)).toEqual(['copy-patch', 'read', 'copy-patch']);
    for (const { engine, output, selected, ...rest } of report?.results ?? []) {
      expect(rest).toMatchObject({
        table: 'article',
        deform: 4,
        rung: 4,
        predicate: 'a = 42',
        nsPerRow: { samples: expect.any(Number) },
      });
      expect(rest).not.toHaveProperty('name');
      if (engine === 'read') expect([output, selected]).toEqual(['count', null]);
      else expect(selected).toBeGreaterThan(0);
    }
    expect(report?.results.map(({ output }) => output)).toEqual(['count', 'count', 'rows']);
    expect(written.join('')).toMatch(/article, 2[,. ]?000 rows in 9 pages, a = 42/);
  });
});

describe('the contestants over heap pages', () => {
  let turn = 0;
  /** One of the rungs for each scan, another one each time; the switch interpreter, which compiles nothing, runs all. */
  const deformsOf = (engine: string): readonly number[] => {
    const all = [...deformRungs.keys()];
    return engine === 'switch' ? all : [all[turn++ % all.length] ?? 0];
  };

  it.each(widths.flatMap((width) => kinds.map((kind) => [`${width} ${kind}` as TableName, width] as const)))(
    'select the same rows of the table "%s", on every engine',
    async (table, width) => {
      const rows = 1500;
      const relation = relationOf(table, rows);
      const names = [1, Math.ceil(width / 2), width].map(columnName);
      for (const sql of [
        ...names.map((name) => `${name} = 42`),
        `${names[0]} < 5 AND ${names[2]} = 42`,
        `${names[0]} < 50 AND ${names[2]} > 3`,
      ]) {
        const found = new Map<string, string[]>();
        for (const engine of engineNames) {
          for (const deform of deformsOf(engine)) {
            const scan = await prepareHeapScan(await jobOf(relation, engine, sql, deform as DeformRung));
            scan.pass();
            const answer = JSON.stringify(scan.check());
            found.set(answer, [...(found.get(answer) ?? []), `${engine} ${deform}`]);
          }
        }
        expect([sql, [...found.keys()], found.size]).toEqual([sql, expect.anything(), 1]);
        const { selected } = JSON.parse([...found.keys()][0] ?? '{}') as { selected: number };
        // Uniform from 0 to 99: a first column below 50 and a last one above 3 has about half of the rows, or less where there are nulls.
        if (sql.includes('> 3')) expect(selected).toBeGreaterThan(rows / 3);
        if (/^\w+ = 42$/.test(sql)) expect(selected).toBeLessThan(rows / 20);
        expect(selected).toBeLessThan(rows);
      }
    },
  );

  it('race in processes of their own, and are reported with table, deform rung and output', async () => {
    const relation = relationOf('3 nulls', 2000);
    const jobs = [
      await jobOf(relation, 'copy-patch', 'c1 < 5 AND c3 = 42', 5),
      await jobOf(relation, 'switch', 'c1 < 5 AND c3 = 42', 0, 2),
      await jobOf(relation, 'read', 'c1 < 5 AND c3 = 42', 5),
    ];
    const contenders = await race(jobs, { samples: 1, processes: 1, stages: 'none', onStep: () => undefined });
    const report = toReport('0.1.0', 'deform', relation.rows, contenders);
    expect(report).toMatchObject({ scenario: 'deform', layout: 'heap', rows: 2000 });
    expect(report.results).toMatchObject([
      { engine: 'copy-patch', rung: 4, deform: 5, table: '3 nulls', output: 'count', predicate: 'c1 < 5 AND c3 = 42' },
      { engine: 'switch', rung: 2, deform: 0, table: '3 nulls', output: 'count' },
      { engine: 'read', selected: null },
    ]);
    expect(report.results[0]?.selected).toBe(report.results[1]?.selected);
    expect(report.results.every(({ nsPerRow }) => nsPerRow.median > 0 && Number.isFinite(nsPerRow.median))).toBe(true);
  });

  it('are not timed when they differ', async () => {
    const relation = relationOf('article', 1000);
    const jobs = [await jobOf(relation, 'switch', 'a = 42', 5), await jobOf(relation, 'copy-patch', 'a = 43', 5)];
    await expect(
      race(jobs, { samples: 1, processes: 1, stages: 'none', onStep: () => undefined }),
    ).rejects.toMatchObject({
      code: 'XX001',
      message: expect.stringContaining('disagree'),
    });
  });
});
