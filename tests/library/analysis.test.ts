/** `predicate(…).analysis()`: counts, texts of conjuncts, errors, and the report as people read it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { auto } from '../../src/engines/engines.js';
import type { Batch, HeapBatch, Predicate } from '../../src/index.js';
import { engineNames, predicate, SqlError } from '../../src/index.js';
import { demoHeap, fillHeapPages } from '../../src/datasets/heap-dataset.js';
import type { AnalysisReport } from '../../src/library/analysis-report.js';
import { analysisText } from '../../src/library/analysis-text.js';
import { conjunctTexts } from '../../src/library/conjunct-text.js';
import { compileSql } from '../../src/library/front-end.js';
import { part, time } from '../../src/library/quantity.js';
import { qualList } from '../../src/sql/index.js';

const schema = 'a int4 not null, b int4, c text';
const rows = 1000;
const a = (row: number): number => row % 100;
const b = (row: number): number | null => (row % 10 === 3 ? null : row % 7);

function filled(p: Predicate, count = rows): Batch {
  const batch = p.newBatch(count);
  for (let row = 0; row < count; row++) {
    batch.set(0, row, a(row));
    batch.set(1, row, b(row));
    batch.set(2, row, `x${row}`);
  }
  batch.rows = count;
  return batch;
}

const countOf = (holds: (row: number) => boolean): number =>
  Array.from({ length: rows }, (_, row) => row).filter(holds).length;

function errorOf(run: () => unknown): SqlError {
  try {
    run();
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new RangeError('nothing was raised');
}

describe.each([...engineNames, 'auto'] as const)('an analysis on the engine %s', (engine) => {
  it('selects as the predicate does, and counts what each conjunct lets through', async () => {
    const p = await predicate('a >= $1 AND b IS NOT NULL AND a % 2 = 0', { schema, engine });
    const batch = filled(p);
    const analysis = p.analysis([40]);
    for (let n = 0; n < 3; n++) expect(analysis.run(batch)).toEqual(p.select(batch, [40]));
    const report = analysis.report();
    const after = [
      countOf((row) => a(row) >= 40),
      countOf((row) => a(row) >= 40 && b(row) !== null),
      countOf((row) => a(row) >= 40 && b(row) !== null && a(row) % 2 === 0),
    ].map((passed) => passed * 3);
    expect(report.conjuncts).toEqual([
      { sql: 'a >= $1', rowsIn: 3 * rows, passed: after[0] },
      { sql: 'b IS NOT NULL', rowsIn: after[0], passed: after[1] },
      { sql: 'a % 2 = 0', rowsIn: after[1], passed: after[2] },
    ]);
    expect(report).toMatchObject({
      engine,
      layout: 'columns',
      rows: 3 * rows,
      batches: 3,
      conjunctCount: 3,
      selected: after[2],
    });
    expect(report.stretches.reduce((sum, stretch) => sum + stretch.rows, 0)).toBe(3 * rows);
    expect(report.nanoseconds).toBeGreaterThanOrEqual(
      report.stretches.reduce((sum, { nanoseconds }) => sum + nanoseconds, 0),
    );
    expect(report.decisions.length > 0).toBe(engine === 'auto');
    if (engine !== 'auto') expect(report.stretches).toMatchObject([{ engine, runs: 3 }]);
    analysis.free();
    expect(analysis.report()).toEqual(report);
  });

  it('counts over heap pages', async () => {
    const p = await predicate('a >= 50 AND b IS NOT NULL', { table: demoHeap.schema, engine });
    const batch: HeapBatch = p.newHeapBatch(8);
    batch.fill(fillHeapPages(demoHeap, batch.bytes(), { rows: 500 }).pages);
    const analysis = p.analysis();
    const { count } = analysis.run(batch);
    const all = Array.from({ length: 500 }, (_, row) => row);
    const first = all.filter((row) => Number(batch.get(0, row)) >= 50).length;
    expect(count).toBe(all.filter((row) => Number(batch.get(0, row)) >= 50 && batch.get(1, row) !== null).length);
    expect(analysis.report()).toMatchObject({
      layout: 'heap',
      rows: 500,
      selected: count,
      conjuncts: [
        { rowsIn: 500, passed: first },
        { rowsIn: first, passed: count },
      ],
    });
  });

  it('evaluates no conjunct for a row that one before it has rejected', async () => {
    const guarded = await predicate('b <> 0 AND 10 / b > 2', { schema, engine });
    const analysis = guarded.analysis();
    const { count } = analysis.run(filled(guarded));
    expect(count).toBe(countOf((row) => b(row) !== null && b(row) !== 0 && Math.trunc(10 / Number(b(row))) > 2));

    // Here it is the predicate that raises, at the first row of which b is 0.
    const p = await predicate('10 / b > 2 AND b <> 0', { schema, engine });
    const raising = p.analysis();
    const batch = filled(p);
    batch.set(1, 0, 5);
    const error = errorOf(() => raising.run(batch));
    expect(error).toMatchObject({ code: '22012', row: 7 });
    expect(raising.report()).toMatchObject({
      rows: 0,
      batches: 0,
      selected: 0,
      conjuncts: [{ rowsIn: 0 }, { rowsIn: 0, passed: 0 }],
    });
    batch.rows = 7;
    raising.run(batch);
    expect(raising.report()).toMatchObject({
      rows: 7,
      batches: 1,
      conjuncts: [
        { rowsIn: 7, passed: 2 },
        { rowsIn: 2, passed: 2 },
      ],
    });
  });
});

describe('an analysis', () => {
  it('of a predicate without conjuncts, or with a constant one, says so', async () => {
    const yes = await predicate('true OR a = 1', { schema });
    const all = yes.analysis();
    all.run(filled(yes));
    expect(all.report()).toMatchObject({ rows, selected: rows, conjunctCount: 0, conjuncts: [] });
    expect(String(all)).toContain('none: every row is selected');
    const no = await predicate('a = 1 AND false', { schema });
    const nothing = no.analysis();
    nothing.run(filled(no));
    expect(nothing.report().conjuncts).toEqual([{ sql: 'a = 1 AND false', rowsIn: rows, passed: 0 }]);
  });

  it('that has run nothing has a report', async () => {
    const p = await predicate('a = 1', { schema });
    const analysis = p.analysis();
    expect(analysis.report()).toMatchObject({ rows: 0, batches: 0, selected: 0, stretches: [], decisions: [] });
    expect(String(analysis)).toContain('selected  0 (–)');
    expect(String(analysis)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('counts up to 64 conjuncts, and of ten thousand only says how many there are', async () => {
    const chain = (length: number): string => Array.from({ length }, (_, n) => `a <> ${200 + n}`).join(' AND ');
    for (const [length, counted] of [
      [64, 64],
      [65, 0],
      [10_000, 0],
    ] as const) {
      const p = await predicate(chain(length), { schema });
      const analysis = p.analysis();
      expect(analysis.run(filled(p)).count).toBe(rows);
      expect(analysis.report()).toMatchObject({ conjunctCount: length });
      expect(analysis.report().conjuncts).toHaveLength(counted);
      expect(String(analysis).includes('too many')).toBe(counted === 0);
    }
  });

  it('wants as many parameters as the predicate has', async () => {
    const p = await predicate('a = $1', { schema });
    expect(errorOf(() => p.analysis())).toMatchObject({ code: '08P01' });
  });
});

describe('the option reorder', () => {
  afterEach(() => vi.restoreAllMocks());

  it('keeps auto from moving conjuncts when it is false', async () => {
    const load = vi.spyOn(auto, 'load');
    for (const options of [{}, { reorder: true }, { reorder: false }]) {
      const p = await predicate('a > 5 AND b = 3', { schema, ...options });
      p.select(p.newBatch(1));
    }
    expect(load.mock.calls.map(([program]) => program.conjuncts?.movable())).toEqual([[[0, 1]], [[0, 1]], []]);
  });
});

describe('the text of a conjunct', () => {
  it.each<readonly [sql: string, texts: readonly string[]]>([
    ['a = 1', ['a = 1']],
    [' a > 1 and b IS NOT NULL ', ['a > 1', 'b IS NOT NULL']],
    ['a BETWEEN 10 AND 20 AND b = 1', ['a BETWEEN 10 AND 20 (1 of 2)', 'a BETWEEN 10 AND 20 (2 of 2)', 'b = 1']],
    ['a NOT BETWEEN 10 AND 20 AND b = 1', ['a NOT BETWEEN 10 AND 20', 'b = 1']],
    ['((a = 1) AND ((b = 2 AND (c) = $$ AND $$)))', ['a = 1', 'b = 2', '(c) = $$ AND $$']],
    ['(a = 1 OR b = 2) AND (a + b) > 3', ['a = 1 OR b = 2', '(a + b) > 3']],
    ['(a + 1) * (b + 1) > 0 AND (a) = (b)', ['(a + 1) * (b + 1) > 0', '(a) = (b)']],
    ['a = 1 AND b = 2 OR false', ['a = 1 AND b = 2 OR false (1 of 2)', 'a = 1 AND b = 2 OR false (2 of 2)']],
    ['NOT (a = 1 OR b = 2) AND a < 9', ['NOT (a = 1 OR b = 2) (1 of 2)', 'NOT (a = 1 OR b = 2) (2 of 2)', 'a < 9']],
    ['CASE WHEN a = 1 AND b = 2 THEN true END AND a < 9', ['CASE WHEN a = 1 AND b = 2 THEN true END', 'a < 9']],
    ["c = 'Zoë 😀 AND' AND c <> '(' AND b = 1", ["c = 'Zoë 😀 AND'", "c <> '('", 'b = 1']],
    ['a = 1 /* AND ( */ AND b = 2', ['a = 1 /* AND ( */', 'b = 2']],
    ['a IN (1, 2) AND c LIKE \'x%\' AND "a" + 1 < 5', ['a IN (1, 2)', "c LIKE 'x%'", '"a" + 1 < 5']],
    ['1 = 1 AND a = 1 AND 2 > 1 AND b = 2', ['a = 1', 'b = 2']],
    ['false', ['false']],
    ['true', []],
  ])('%s', async (sql, texts) => {
    const { expr } = await compileSql(sql, 'predicate', { schema });
    expect(conjunctTexts(sql, qualList(expr))).toEqual(texts);
  });

  it('is its number when nothing of it was written', () => {
    expect(conjunctTexts('', [{ kind: 'Const', type: 'bool', value: 0, location: -1 }])).toEqual(['conjunct 1']);
  });
});

describe('the report as text', () => {
  const predicted = { interpreted: 12.1, measured: true, compiled: 3.6, compile: 70_000 };
  const report: AnalysisReport = {
    engine: 'auto',
    layout: 'columns',
    rows: 12_000_000,
    selected: 106_800,
    batches: 733,
    nanoseconds: 31_250_000,
    conjunctCount: 2,
    conjuncts: [
      { sql: 'a >\n 10', rowsIn: 12_000_000, passed: 10_680_000 },
      { sql: 'b = 5', rowsIn: 10_680_000, passed: 106_800 },
    ],
    stretches: [
      { engine: 'wasm-switch', rows: 4096, runs: 1, nanoseconds: 50_000 },
      { engine: 'copy-patch', rows: 11_995_904, runs: 732, nanoseconds: 31_000_000 },
    ],
    decisions: [
      { kind: 'interpret', row: 0, engine: 'wasm-switch', rows: 64, predicted: { ...predicted, measured: false } },
      { kind: 'compile in the background', row: 64, predicted: { ...predicted, compile: 8e6 } },
      { kind: 'compile', row: 4096, engine: 'copy-patch', rows: 65_536, predicted, why: 'pays' },
      { kind: 'try order', row: 9_900_000, order: [1, 0], passes: [0.89, 0.01] },
      { kind: 'new order', row: 12_000_000, order: [1, 0], before: 2.6, after: 1.9 },
    ],
  };

  it('says what was chosen, when and why', () => {
    expect(analysisText(report)).toBe(`Analysis
  rows      12,000,000 in 733 batches
  selected  106,800 (0.89 %)
  time      31.25 ms (2.6 ns a row)

Conjuncts, in the order written
        rows in      passed
  1  12,000,000  10,680,000   89 %  a > 10
  2  10,680,000     106,800  1.0 %  b = 5

Engines
  from row 0           wasm-switch: for 64 rows compiling (about 70 µs) would not pay
  from row 64          compiling in the background, about 8.00 ms: interpreted rows took 12.1 ns each (measured), compiled ones should take 3.6
  from row 4,096       copy-patch: interpreted rows took 12.1 ns each (measured), compiled ones should take 3.6; 65,536 are at hand and 4,096 more are expected, as many as there were, compiling pays from about 8,200
  from row 9,900,000   order of conjuncts 2, 1 tried: 2 passes 1.0 %, 1 passes 89 %
  from row 12,000,000  order 2, 1 taken: 1.9 ns a row instead of 2.6

Time
  wasm-switch                      4,096 rows, 50 µs (12.2 ns a row)
  copy-patch                       11,995,904 rows, 31.00 ms (2.6 ns a row)
  loading, compiling and choosing  200 µs
`);
  });

  it('says why otherwise', () => {
    const engines = (decisions: AnalysisReport['decisions'], layout: AnalysisReport['layout'] = 'columns'): string =>
      /Engines\n([\s\S]*?)\n\n/.exec(analysisText({ ...report, layout, decisions }))?.[1] ?? '';
    const compile = {
      kind: 'compile',
      engine: 'copy-patch',
      row: 0,
      rows: 12_800,
      predicted: { ...predicted, measured: false },
    } as const;
    expect(engines([{ ...compile, why: 'pays' }], 'heap')).toBe(
      '  from row 0  copy-patch: interpreted rows should take 12.1 ns each, compiled ones 3.6; about 12,800 are at hand, compiling pays from about 8,200',
    );
    expect(engines([{ ...compile, why: 'cached' }])).toBe(
      '  from row 0  copy-patch: a module of the same shape has been compiled before',
    );
    expect(engines([{ ...compile, row: 5, why: 'ready' }])).toBe(
      '  from row 5  copy-patch: it has been compiled in the background',
    );
    expect(engines([{ ...compile, rows: 5000, why: 'spares' }])).toBe(
      "  from row 0  copy-patch: interpreted rows should take 12.1 ns each, compiled ones 3.6, and compiling (about 70 µs) is less than the interpreter's own optimising, which a run over 5,000 would begin",
    );
    expect(engines([{ kind: 'interpret', row: 0, engine: 'wasm-switch', rows: 1, predicted }], 'heap')).toBe(
      '  from row 0  wasm-switch: for about 1 row compiling (about 70 µs) would not pay',
    );
    expect(engines([{ kind: 'keep order', row: 7, order: [0, 1], before: 2.6, after: 2.7 }])).toBe(
      '  from row 7  order 1, 2 kept: 2.6 ns a row, the other one took 2.7',
    );
    expect(engines([{ kind: 'try order', row: 7, order: [0, 2, 1], passes: [Number.NaN, 0.5, 0] }])).toBe(
      '  from row 7  order of conjuncts 1, 3, 2 tried: 3 passes 0 %, 2 passes 50 %',
    );
    expect(engines([])).toBe('  none: no rows were run');
  });

  it('writes parts and times so that only all is 100 % and only nothing 0 %', () => {
    const parts = [0, 1, 50, 9_900, 99_600, 999_900, 99_999_999, 100_000_000].map((some) => part(some, 100_000_000));
    expect(parts).toEqual(['0 %', '<0.01 %', '<0.01 %', '<0.01 %', '0.10 %', '1.00 %', '>99.99 %', '100 %']);
    expect([part(9.96, 100), part(9.94, 100), part(99.4, 100), part(99.6, 100), part(0, 0)]).toEqual([
      '10 %',
      '9.9 %',
      '99 %',
      '99.60 %',
      '–',
    ]);
    expect([time(400), time(70_000), time(2.6e6), time(1.2e9)]).toEqual(['0.4 µs', '70 µs', '2.60 ms', '1.20 s']);
  });
});
