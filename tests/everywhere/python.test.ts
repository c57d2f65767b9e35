/** The Python hosts of exported kernels, installed into an environment of their own: pytest compares them with what quern selects. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { writePythonCases } from './python-cases.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the Python host gives what quern gives', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'quern-python-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const environment = join(folder, 'environment');
  const python = join(environment, 'bin/python');
  try {
    execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', 'setuptools==80.9.0', 'wheel'], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', `${join(root, 'integrations/python')}[test]`], {
      stdio: 'pipe',
    });
  } catch (error) {
    context.skip(`Python, wasmtime and pyarrow could not be installed: ${String(error).slice(0, 300)}`);
  }
  // Spark is half a gigabyte, Ray a quarter: only where they are asked for.
  const asked = {
    QUERN_SPARK: ['pyspark==4.3.0', 'pandas==2.3.3'],
    QUERN_RAY: ['ray==2.60.0', 'pandas==2.3.3'],
  };
  let passing = 9;
  for (const [name, packages] of Object.entries(asked)) {
    if (process.env[name] === undefined) continue;
    execFileSync(python, ['-m', 'pip', 'install', '-q', ...packages], { stdio: 'pipe' });
    passing++;
  }
  const expected = await writePythonCases(folder);
  // Some raise, some select rows.
  expect(expected.filter(([first]) => typeof first === 'string').length).toBeGreaterThan(2);
  const { status, stdout, stderr } = spawnSync(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', join(root, 'integrations/python')],
    {
      env: { ...process.env, QUERN_CASES: folder, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    },
  );
  expect(`${stdout.slice(-8000)}${stderr}`).toMatch(new RegExp(`\\b${passing} passed`));
  expect(status).toBe(0);
});
