/** The loops in C, where there is a compiler, count what quern counts; so `bench peers` compares the same work. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compiledLoops } from '../../bench/peers/c-loops.js';
import { kernels } from '../../bench/peers/kernels.js';
import { findPeer, importPeer } from '../../bench/peers/packages.js';
import { peerPredicates } from '../../bench/peers/predicates.js';

describe('the contestants of bench peers', () => {
  it.skipIf(spawnSync('cc', ['--version']).error !== undefined)('count the same in C', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quern-peers-test-'));
    try {
      const data = { rows: 1003, seed: 1, folder };
      const [loops, own] = [await compiledLoops(data), await kernels(data, 'vector')];
      for (const name of peerPredicates()) {
        const selected = await own.count(name);
        expect(selected, name).toBeGreaterThan(0);
        expect([name, await loops.count(name)]).toEqual([name, selected]);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are packages that are found where they are, or named with what to do', async () => {
    expect(findPeer('@electric-sql/pglite')).toMatch(/pglite/);
    expect(findPeer('nodejs-polars')).toBeUndefined();
    await expect(importPeer('nodejs-polars')).rejects.toMatchObject({
      code: '58P01',
      message: 'the package nodejs-polars is not installed',
    });
  });
});
