/** The examples of docs/*.md print what stands beside them, with the package as it is installed; a process each. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtPackage } from '../built-package.js';

/** What the example says that it prints: the comments behind its `console.log`s. */
const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\) *\/\/ (.*)$/gm)].map(([, printed = '']) => printed.trim());

/** A folder of the package, for there `quern` is the package itself. */
let folder: string;
beforeAll(async () => {
  folder = join(await builtPackage(), 'examples');
  mkdirSync(folder, { recursive: true });
});

describe.each(['algebra', 'embedding'])('docs/%s.md', (name) => {
  const text = readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
  const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);

  test('there are examples, and each says what it prints', () => {
    expect(examples.length).toBeGreaterThan(5);
    for (const code of examples) expect(promised(code)).toHaveLength(code.split('console.log(').length - 1);
  });

  test.each(examples.map((code, i) => [i + 1, code] as const))('example %d prints what it says', async (i, code) => {
    const file = join(folder, `${name}-${i}.mjs`);
    writeFileSync(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    expect(stdout.trimEnd().split('\n')).toEqual(promised(code));
  });
});
