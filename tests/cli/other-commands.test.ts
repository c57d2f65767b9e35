import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quern, scratchDirectory } from './quern.js';

const files = scratchDirectory();

describe.concurrent('quern', () => {
  it('tells its version and how it is used', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await quern(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const { status, stdout } = await quern(['--help']);
    expect(status).toBe(0);
    for (const command of ['filter', 'eval', 'explain', 'bench', 'gen']) expect(stdout).toContain(`\n  ${command} `);
    expect((await quern(['filter', '--help'])).stdout).toContain('--where');
    expect(await quern([])).toMatchObject({ status: 2, stdout: '' });
  });

  it('explains the program of a predicate on each rung', async () => {
    const explain = async (...args: string[]): Promise<string> => {
      const { status, stdout, stderr } = await quern(['explain', 'a = 42', '--schema', 'a int4 not null', ...args]);
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    };
    expect(await explain('--rung', '0')).toContain('int4eq');
    expect(await explain('--rung', '0')).not.toBe(await explain('--rung', '4'));
    expect(await explain('--hex')).toContain('00 61 73 6d');
    expect(await explain('--engine', 'copy-patch', '--wat')).toContain('(module');
  });

  it('explains an expression that is not a predicate', async () => {
    expect(await quern(['explain', '1 + a', '--schema', 'a int4'])).toMatchObject({ status: 0, stderr: '' });
    expect(await quern(['explain', 'a', '--layout', 'heap'])).toMatchObject({ status: 2 });
    expect(await quern(['explain', 'b', '--schema', 'a int4'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'quern: column "b" does not exist at position 1\n',
    });
  });

  it('writes the same dataset to a file and to the standard output', async () => {
    const file = files.path('demo.csv');
    const { stdout } = await quern(['gen', 'demo', '--rows', '1_000']);
    expect(stdout.split('\n')).toHaveLength(1002);
    expect(await quern(['gen', 'demo', '--rows', '1000', '--out', file])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    expect((await quern(['gen', 'demo', '--rows', '1000', '--seed', '2'])).stdout).not.toBe(stdout);
  });
});
