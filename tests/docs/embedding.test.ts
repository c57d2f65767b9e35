/** The examples of docs/embedding.md print what stands beside them. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/embedding.md', root), 'utf8');
const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const folder = mkdtempSync(join(tmpdir(), 'quern-embedding-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the example says that it prints: the comments behind its `console.log`s. */
const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\) *\/\/ (.*)$/gm)].map(([, printed = '']) => printed.trim());

test('there are examples, and each says what it prints', () => {
  expect(examples.length).toBeGreaterThan(5);
  for (const code of examples) expect(promised(code)).toHaveLength(code.split('console.log(').length - 1);
});

test.each(examples.map((code, i) => [i + 1, code] as const))('example %d prints what it says', async (i, code) => {
  const file = join(folder, `example-${i}.mjs`);
  const imported = (name: string): string => fileURLToPath(new URL(`src/${name}.ts`, root));
  writeFileSync(
    file,
    code.replaceAll(/from 'quern(\/pg)?'/g, (_, pg) => `from '${imported(pg === undefined ? 'index' : 'pg')}'`),
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], {
    cwd: fileURLToPath(root),
  });
  expect(stdout.trimEnd().split('\n')).toEqual(promised(code));
});
