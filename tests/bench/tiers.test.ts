/** The scenario `tiers`: a race that is too small to time anything, and what is made of times. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { crossing, rowsUntilPaid } from '../../bench/break-even.js';
import { compareReports } from '../../bench/compare.js';
import { toReport } from '../../bench/json.js';
import { printTable } from '../../bench/markdown.js';
import { summarize } from '../../bench/statistics.js';
import { againstBest, meanRatio, worst } from '../../bench/tiers/against-best.js';
import { describeChoice } from '../../bench/tiers/choice.js';
import { toTierResult, toTiersReport } from '../../bench/tiers/json.js';
import { overProcesses, type Cell } from '../../bench/tiers/measurement.js';
import type { TierContestant } from '../../bench/tiers/messages.js';
import { breakEvens } from '../../bench/tiers/pairs.js';
import { raceTiers, rowCounts } from '../../bench/tiers/race.js';
import { loadStatement, select } from '../../bench/tiers/statement.js';
import { autoTable, breakEvenTable, firstRowTable, totalTables } from '../../bench/tiers/tables.js';
import { demoBatches } from '../../bench/dataset.js';
import { kernelModules } from '../../src/engines/copy-patch/engine.js';
import { Arena } from '../../src/arena/arena.js';

beforeAll(runBuiltBench);

const quick = { batchRows: 1_024, seed: 1, turns: 1, warmUpMilliseconds: 1, processes: 1, onStep: () => undefined };

/** A cell as if every round had taken about as long. */
const cell = (contestant: TierContestant, rows: number, microseconds: number): Cell => ({
  contestant,
  predicate: 'eq',
  rows,
  selected: 0,
  total: summarize([0.99, 1, 1.01].map((part) => part * microseconds)),
  firstRow: summarize([microseconds / 2]),
});

/** One that starts in `start` microseconds and takes `row` for each row. */
const line = (contestant: TierContestant, start: number, row: number): readonly Cell[] =>
  [1, 100, 10_000, 1_000_000].map((rows) => cell(contestant, rows, start + row * rows));

describe('a race from the text on', () => {
  it('times contestants that agree, whatever they do, and statements like those that were there before', async () => {
    const contestants = ['switch', 'wasm-switch', 'copy-patch', 'auto'] as const;
    const { cells, rebinding } = await raceTiers({
      ...quick,
      contestants,
      predicates: ['eq', 'coalesce'],
      rows: 3_000,
    });
    expect(cells).toHaveLength(contestants.length * 2 * 4);
    for (const { total, firstRow } of cells) {
      expect(total.samples).toBeGreaterThan(0);
      expect(firstRow.median).toBeGreaterThan(0);
      expect(firstRow.median).toBeLessThanOrEqual(total.median);
    }
    const selected = new Set(
      cells.filter(({ predicate, rows }) => predicate === 'coalesce' && rows === 3_000).map((each) => each.selected),
    );
    expect([...selected]).toEqual([expect.any(Number)]);
    expect(cells.filter(({ chosen }) => chosen !== undefined).map(({ contestant }) => contestant)).toEqual(
      Array(8).fill('auto'),
    );
    expect(rebinding.map(({ statement, contestant, rows }) => `${statement} ${contestant} ${rows}`)).toContain(
      'range copy-patch 1',
    );
    expect(rebinding.every(({ otherParameter: { samples } }) => samples > 0)).toBe(true);
    const text =
      totalTables(cells) + firstRowTable(cells, quick.batchRows) + breakEvenTable(breakEvens(cells)) + autoTable(cells);
    for (const name of contestants) expect(text).toContain(name);
  }, 180_000);

  it('gives each round a shape of its own by parameters that the statement does not use, with the same answer', async () => {
    const arena = new Arena();
    const [batch] = demoBatches(arena, 500, 500, 1);
    if (batch === undefined) throw new Error('no rows');
    kernelModules.clear();
    const counts: number[] = [];
    for (const unused of [0, 1, 2, 2]) {
      const kernel = await loadStatement('copy-patch', 'a < 50', arena, Array<'int4'>(unused).fill('int4'));
      counts.push(select(kernel, batch).count);
    }
    expect(kernelModules.size).toBe(3);
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(0);
  });

  it('goes through powers of ten up to the rows that were asked for', () => {
    expect(rowCounts(1)).toEqual([1]);
    expect(rowCounts(10_000)).toEqual([1, 100, 1_000, 10_000]);
    expect(rowCounts(250_000)).toEqual([1, 100, 1_000, 10_000, 100_000, 250_000]);
    expect(rowCounts(100_000_000).at(-1)).toBe(100_000_000);
  });
});

describe('break-even points', () => {
  it('are where two lines cross', () => {
    const points = [1, 10, 100, 1_000, 10_000].map((rows) => ({ rows, first: 10 + rows, second: 110 + rows / 10 }));
    expect(crossing(points)).toBeGreaterThan(100);
    expect(crossing(points)).toBeLessThan(125);
  });

  it('are not there when the second is never faster, 0 when it always is, and the last ones when there are several', () => {
    const rows = [1, 10, 100, 1000];
    expect(crossing(rows.map((n) => ({ rows: n, first: n, second: 2 * n })))).toBeUndefined();
    expect(crossing(rows.map((n) => ({ rows: n, first: 2 * n, second: n })))).toBe(0);
    expect(crossing([2, 1, 2, 1].map((second, n) => ({ rows: 10 ** n, first: 1.5, second })))).toBeGreaterThan(100);
    expect(crossing([])).toBeUndefined();
  });

  it('are told of all pairs but those with auto, from the one that is sooner ready', () => {
    const cells = [...line('copy-patch', 300, 0.001), ...line('wasm-switch', 200, 0.011), ...line('auto', 200, 0.001)];
    const [found, ...others] = breakEvens(cells);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ predicate: 'eq', from: 'wasm-switch', to: 'copy-patch' });
    // The lines cross at 10,000 rows, where a point is.
    expect(found?.rows).toBeCloseTo(10_000, 0);
    expect(breakEvenTable(breakEvens(cells))).toContain('10,000');
    expect(breakEvenTable(breakEvens([...line('copy-patch', 300, 0.1), ...line('wasm-switch', 200, 0.01)]))).toContain(
      'never',
    );
  });

  it('in rows that pay for getting ready', () => {
    const slow = { ready: 10, nsPerRow: 12 };
    expect(rowsUntilPaid({ ready: 60, nsPerRow: 2 }, slow)).toBe(5_000);
    expect(rowsUntilPaid({ ready: 5, nsPerRow: 2 }, slow)).toBe(0);
    expect(rowsUntilPaid({ ready: 60, nsPerRow: 12 }, slow)).toBeUndefined();
  });
});

describe('auto against the best engine', () => {
  const fixed = [cell('switch', 100, 300), cell('copy-patch', 100, 200)];

  it('is told to be worse only beyond five per cent and beyond noise', () => {
    expect(againstBest([...fixed, cell('auto', 100, 230)])).toMatchObject([
      { best: 'copy-patch', ratio: 1.15, isWorse: true },
    ]);
    expect(againstBest([...fixed, cell('auto', 100, 206)])).toMatchObject([{ isWorse: false }]);
    const noisy = { ...cell('auto', 100, 230), total: summarize([150, 230, 400]) };
    expect(againstBest([...fixed, noisy])).toMatchObject([{ ratio: 1.15, isWorse: false }]);
    expect(autoTable([...fixed, cell('auto', 100, 230)])).toMatch(/at 1 of 1 points/);
    expect(autoTable([...fixed, cell('auto', 100, 190)])).toMatch(/Nowhere/);
    expect(autoTable(fixed)).toBe('');
  });

  it('is not told to be worse when one of its processes was as fast as one of the other', () => {
    const many = Array.from({ length: 101 }, (_, n) => 100 + n / 100);
    const few = [140, 141, 142];
    expect(overProcesses([many])).toEqual(summarize(many));
    // The few hardly count among the many, but they are of another process.
    expect(summarize([...many, ...few]).high).toBeLessThan(102);
    expect(overProcesses([many, few])).toEqual({ ...summarize([...many, ...few]), high: 141 });
    const best = { ...cell('copy-patch', 100, 1), total: overProcesses([many, few]) };
    expect(againstBest([best, { ...cell('auto', 100, 1), total: overProcesses([few, few]) }])).toMatchObject([
      { isWorse: false },
    ]);
    expect(
      againstBest([
        { ...best, total: overProcesses([many, many]) },
        { ...cell('auto', 100, 1), total: overProcesses([few, few]) },
      ]),
    ).toMatchObject([{ isWorse: true }]);
  });

  it('has a worst point and a mean', () => {
    const found = againstBest([...fixed, cell('auto', 100, 400), cell('switch', 1_000, 400), cell('auto', 1_000, 200)]);
    expect(worst(found)).toMatchObject({ rows: 100, ratio: 2 });
    expect(meanRatio(found)).toBeCloseTo(1);
  });

  it('says what it chose in a few words', () => {
    const predicted = { interpreted: 10, measured: true, compiled: 3, compile: 1000 };
    const decisions = [
      { kind: 'interpret', row: 0, engine: 'wasm-switch', rows: 10, predicted },
      { kind: 'compile', row: 65_536, engine: 'copy-patch', rows: 10, predicted, why: 'pays' },
      { kind: 'try order', row: 70_000, order: [1, 0], passes: [0.5, 0.5] },
      { kind: 'new order', row: 80_000, order: [1, 0], before: 2, after: 1 },
    ] as const;
    expect(describeChoice({ stretches: [], decisions })).toBe(
      'wasm-switch, copy-patch from row 65,536 (pays), another order from row 80,000',
    );
  });
});

describe('the report', () => {
  const cells = [...line('switch', 100, 0.02), ...line('copy-patch', 300, 0.002), ...line('auto', 110, 0.003)];
  const report = {
    ...toReport('0.1.0', 'tiers', 1_000_000, []),
    results: cells.map(toTierResult),
    tiers: toTiersReport({ cells, rebinding: [] }),
  };

  it('has every time, the break-even points and auto beside the best', () => {
    expect(report.results).toHaveLength(12);
    expect(report.results[0]).toMatchObject({
      engine: 'switch',
      name: 'eq',
      endToEnd: { rows: 1, totalMicroseconds: { median: 100, samples: 3 } },
    });
    expect(report.tiers.breakEven).toMatchObject([{ from: 'switch', to: 'copy-patch', rows: expect.any(Number) }]);
    expect(report.tiers.auto.map(({ rows, best }) => [rows, best])).toEqual([
      [1, 'switch'],
      [100, 'switch'],
      [10_000, 'switch'],
      [1_000_000, 'copy-patch'],
    ]);
  });

  it('is compared with an earlier one at the same numbers of rows', () => {
    expect(compareReports(report, report).map(({ ratio }) => ratio)).toEqual(Array(12).fill(1));
  });
});

describe('a table', () => {
  it('is Markdown in a file and aligned on a terminal', () => {
    const table = { head: ['a', 'b'], rows: [['x|y', '1']] };
    expect(printTable(table, false)).toBe('| a | b |\n|---|---:|\n| x\\|y | 1 |\n');
    expect(printTable(table, true)).not.toContain('---');
  });
});
