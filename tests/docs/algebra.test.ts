/** The examples of docs/algebra.md print what stands beside them. They run one after another in one process. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/algebra.md', root), 'utf8');
const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const folder = mkdtempSync(join(tmpdir(), 'quern-algebra-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What an example says that it prints: the comments behind its `console.log`s. */
const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\) *\/\/ (.*)$/gm)].map(([, printed = '']) => printed.trim());

const end = '--- end of an example';
let printed: string[][] = [];

beforeAll(async () => {
  const index = fileURLToPath(new URL('src/index.ts', root));
  const files = examples.map((code, i) => {
    const file = join(folder, `example-${i}.mjs`);
    writeFileSync(file, `${code.replaceAll("from 'quern'", `from '${index}'`)}\nconsole.log('${end}')\n`);
    return file;
  });
  const all = join(folder, 'all.mjs');
  writeFileSync(all, files.map((file) => `await import('${file}')\n`).join(''));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', all], {
    cwd: fileURLToPath(root),
  });
  printed = stdout.split(`${end}\n`).map((part) => part.trimEnd().split('\n'));
});

test('each example says what it prints', () => {
  expect(examples.length).toBeGreaterThan(5);
  for (const code of examples) expect(promised(code)).toHaveLength(code.split('console.log(').length - 1);
});

test.each(examples.map((code, i) => [i + 1, code] as const))('example %d prints what it says', (i, code) => {
  expect(printed[i - 1]).toEqual(promised(code));
});
