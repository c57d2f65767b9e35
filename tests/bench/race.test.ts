/** Races between real processes, too small to time anything, and what is written about them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { compareReports, comparisonTable } from '../../bench/compare.js';
import type { ContestantName } from '../../bench/contestants.js';
import { harnessNames } from '../../bench/harness.js';
import type { Job } from '../../bench/job.js';
import { readReports, stringifyReports, toReport } from '../../bench/json.js';
import { disagreement, race } from '../../bench/race.js';
import { jobOf } from '../../bench/scenarios/scenario.js';

beforeAll(runBuiltBench);

const settings = { rows: 2_000, batchRows: 1_024, seed: 1, harness: 'plain' } as const;
const options = { samples: 1, processes: 1, stages: 'once', onStep: () => undefined } as const;
const jobs = (...names: ContestantName[]): Promise<Job[]> =>
  Promise.all(names.map((name) => jobOf(settings, name, 'eq', 4)));

const directory = mkdtempSync(join(tmpdir(), 'quern-bench-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
const fileWith = (text: string): string => {
  const path = join(directory, 'report.json');
  writeFileSync(path, text);
  return path;
};

describe('race', () => {
  it('measures engines and baselines in processes of their own and reports them as JSON', async () => {
    const contenders = await race(await jobs('switch', 'copy-patch', 'hand-written', 'new-function'), options);
    const report = toReport('0.1.0', 'dispatch', settings.rows, contenders);
    expect(report).toMatchObject({
      quern: '0.1.0',
      scenario: 'dispatch',
      layout: 'columns',
      rows: 2_000,
      machine: { node: process.version },
    });
    expect(report.results.map(({ engine }) => engine)).toEqual([
      'switch',
      'copy-patch',
      'hand-written JS',
      'new Function',
    ]);
    const [, jit] = report.results;
    expect(jit).toMatchObject({ rung: 4, predicate: 'a = 42', name: 'eq' });
    expect(Object.keys(jit?.nsPerRow ?? {})).toEqual(['median', 'low', 'high', 'samples']);
    expect(jit?.compile).toMatchObject({
      patchMicroseconds: expect.any(Number),
      readyMicroseconds: expect.any(Number),
    });
    expect(new Set(report.results.map(({ selected }) => selected)).size).toBe(1);

    const [read] = readReports(fileWith(stringifyReports([report])));
    expect(read).toEqual(JSON.parse(JSON.stringify(report)));
    expect(compareReports(report, report).map(({ ratio, significant }) => [ratio, significant])).toEqual(
      report.results.map(() => [1, false]),
    );
    expect(comparisonTable(report, report)).toContain('within noise');
  });

  it('refuses to time contestants whose results differ', async () => {
    const [first, second] = await jobs('switch', 'closure');
    if (first === undefined || second === undefined) throw new Error('no jobs');
    await expect(race([first, { ...second, seed: 2 }], options)).rejects.toMatchObject({ code: disagreement });
  });

  it.each(harnessNames)('takes samples with the harness %s', async (harness) => {
    const [contender] = await race([await jobOf({ ...settings, harness }, 'copy-patch', 'eq', 4)], {
      ...options,
      stages: 'none',
    });
    expect(contender?.samples.length).toBeGreaterThan(0);
    expect(contender?.samples.every((time) => time > 0 && Number.isFinite(time))).toBe(true);
  });
});

describe('an earlier report', () => {
  it('is refused when it is not there, not JSON, or something else', () => {
    expect(() => readReports(join(directory, 'missing.json'))).toThrow(expect.objectContaining({ code: '58P01' }));
    expect(() => readReports(fileWith('{'))).toThrow(/is not JSON/);
    expect(() => readReports(fileWith('{"results": 1}'))).toThrow(/not a benchmark report/);
  });
});
