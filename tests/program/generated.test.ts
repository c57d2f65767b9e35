/** What V8 and a content security policy ask of the generated code. That it is what the definitions say, `npm run generate:check` finds. */
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { engineNames } from '../../src/engines/named.js';
import { builtPackage } from '../built-package.js';
import { sourceFiles } from '../source-files.js';

const run = promisify(execFile);
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const node = (...args: readonly string[]) =>
  run(process.execPath, ['--import', 'tsx', ...args], { cwd: at('.'), maxBuffer: 2 ** 28 });

/** `max_optimized_bytecode_size` in V8's flag-definitions.h: a function above it stays interpreted for ever. */
const largestOptimised = 60 * 1024;

test.each(['execute', 'executeRare'])(
  'V8 will optimise the switch interpreter: %s is below its limit',
  async (name) => {
    const { stdout } = await node(
      '--print-bytecode',
      `--print-bytecode-filter=${name}`,
      at('tests/program/processes/run-switch.ts'),
    );
    const length = Number(/^Bytecode length: (\d+)/m.exec(stdout)?.[1]);
    expect(length).toBeGreaterThan(1000);
    expect(length).toBeLessThan(largestOptimised);
  },
);

test('every engine filters where code may not be made from strings', async () => {
  // In the package's own folder `quern` is the package.
  const script = join(await builtPackage(), 'filter.mjs');
  copyFileSync(at('tests/program/processes/filter.mjs'), script);
  const { stdout } = await run(process.execPath, ['--disallow-code-generation-from-strings', script]);
  const right = { batch: [1], objects: 1, row: true };
  expect(JSON.parse(stdout)).toEqual({
    refused: true,
    found: Object.fromEntries(engineNames.map((engine) => [engine, right])),
  });
});

test('nothing in the library makes code from strings', () => {
  const guilty = sourceFiles('src').filter((file) =>
    /\beval\s*\(|\bnew Function\b|\bFunction\s*\(['"`]/.test(readFileSync(at(file), 'utf8')),
  );
  expect(guilty).toEqual([]);
});
