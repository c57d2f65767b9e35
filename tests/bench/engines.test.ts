/** The scenario `engines`: engines on rungs, with more than one Node. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { engines } from '../../bench/scenarios/engines.js';
import type { Settings } from '../../bench/scenarios/scenario.js';

beforeAll(runBuiltBench);

const settings: Settings = {
  rows: 2_000,
  batchRows: 1_024,
  seed: 1,
  samples: 1,
  processes: 1,
  harness: 'plain',
  contestants: ['switch', 'wasm-switch', 'hand-written'],
  heapContestants: undefined,
  predicates: ['eq'],
  rung: 4,
  deform: undefined,
  tables: undefined,
  onStep: () => undefined,
};

/** Without valgrind on the path nothing is counted, and the run is short. */
async function withoutValgrind<T>(run: () => Promise<T>): Promise<T> {
  const { PATH } = process.env;
  process.env['PATH'] = '/nowhere';
  try {
    return await run();
  } finally {
    process.env['PATH'] = PATH;
  }
}

describe('bench engines', () => {
  it('measures engines with the Node that runs it and with other binaries, and says what could not be counted', async () => {
    const { report, text } = await withoutValgrind(() => engines.run({ ...settings, nodes: [process.execPath] }));
    expect(report?.results.map(({ engine, rung }) => [engine, rung])).toEqual([
      ['switch', 4],
      ['wasm-switch', 4],
      ['switch', 4],
      ['wasm-switch', 4],
    ]);
    for (const result of report?.results ?? []) {
      expect(result).toMatchObject({
        name: 'eq',
        node: process.version,
        instructionsPerRow: expect.stringContaining('unavailable'),
      });
      expect(result).toMatchObject({
        compile: { readyMicroseconds: expect.any(Number) },
        nsPerRow: { median: expect.any(Number) },
      });
    }
    expect(text).toContain('wasm-switch');
    expect(text).toContain('unavailable: valgrind');
  }, 180_000);

  it('refuses a path that is not a Node', async () => {
    await expect(engines.run({ ...settings, nodes: ['/nowhere/node'] })).rejects.toMatchObject({
      code: '58P01',
      hint: expect.stringContaining('node'),
    });
  });
});
