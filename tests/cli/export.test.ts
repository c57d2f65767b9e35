import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Kernel } from '../../src/kernel.js';
import { quern } from './quern.js';

const folder = mkdtempSync(join(tmpdir(), 'quern-export-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('quern export', () => {
  it('writes a module that quern/kernel runs, and its description', async () => {
    const out = join(folder, 'kernel.wasm');
    const manifest = join(folder, 'kernel.json');
    const { status, stdout, stderr } = await quern([
      ...['export', "a = 42 AND c LIKE 'x%'", '--schema', 'a int4 not null, b int4, c text'],
      ...['--out', out, '--manifest', manifest],
    ]);
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/kernel\.wasm: \d+ bytes; it reads a int4, c text\n$/);
    const kernel = await Kernel.load(readFileSync(out));
    expect(JSON.parse(readFileSync(manifest, 'utf8'))).toEqual(kernel.manifest);
    const columns = { a: { values: Int32Array.of(42, 42, 1) }, c: { texts: ['x', 'y', 'x'] } };
    expect([...kernel.rows(3, columns)]).toEqual([0]);
  });

  it('says what is wrong', async () => {
    expect(await quern(['export', 'a = 1', '--schema', 'a int4'])).toMatchObject({ status: 2 });
    const wrong = await quern(['export', 'b = 1', '--schema', 'a int4', '--out', join(folder, 'x.wasm')]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('column "b" does not exist')]);
    const nowhere = await quern(['export', 'a = 1', '--schema', 'a int4', '--out', join(folder, 'no/x.wasm')]);
    expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('No such file or directory')]);
  });
});
