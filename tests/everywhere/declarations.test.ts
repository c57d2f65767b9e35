/**
 * The published declarations, as a dependent's compiler sees them: without DOM or Node types, without skipping the check of libraries, from TypeScript 5.4
 * to 7. What npm cannot install here is skipped by its name.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'quern-declarations-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Every module that the package declares types for. */
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types: string }>;
};
const declared = Object.keys(exports).filter((name) => typeof exports[name] === 'object');
const imports = declared.map((name, i) => `export type * as module${i} from '${name.replace('.', 'quern')}';`);

const dependent = `${imports.join('\n')}
import { Arena, predicate, type SqlError } from 'quern';
import type { HeapReader } from 'quern/heap';
import type { ConditionalModel } from 'quern/predictor';
interface Person { age: number; name: string | null }
const people: Person[] = [];
(await predicate('age > 18', { schema: 'age int4, name text' })).filter(people);
const schema: Record<string, string> = { age: 'int4' };
(await predicate('age > 18', { schema })).filter(people);
export const bytes: number = new Arena().views.u8.length;
export type Kept = [SqlError, HeapReader, ConditionalModel];
// @ts-expect-error there is no such type
await predicate('age > 18', { schema: 'age int5' });
// @ts-expect-error a text is no int4
(await predicate('age > 18', { schema: { age: 'int4' } })).test({ age: 'x' });
`;

async function output(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(command, args, { cwd, timeout: 240_000 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    return stdout + stderr || message;
  }
}

beforeAll(async () => {
  writeFileSync(join(directory, 'package.json'), '{ "type": "module", "private": true }');
  const quern = ['install', '--no-audit', '--no-fund', '--ignore-scripts', inject('tarball')];
  expect(await output('npm', quern, directory)).toMatch(/^added 1 package/m);
  writeFileSync(join(directory, 'dependent.ts'), dependent);
  const options = { strict: true, noEmit: true, module: 'nodenext', target: 'es2022', lib: ['es2022'], types: [] };
  const config = { compilerOptions: { ...options, skipLibCheck: false }, files: ['dependent.ts'] };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
}, 300_000);

test.each(['5.4', '7'])(
  'TypeScript %s',
  async (version) => {
    const prefix = join(directory, `typescript-${version}`);
    mkdirSync(prefix);
    writeFileSync(join(prefix, 'package.json'), '{ "private": true }');
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `typescript@${version}`];
    const installed = await output('npm', install, prefix);
    if (!/^added \d/m.test(installed)) {
      console.warn(`skipped: typescript@${version} cannot be installed here`);
      return;
    }
    const compiler = join(prefix, 'node_modules/typescript/bin/tsc');
    expect(await output(process.execPath, [compiler, '-p', '.'], directory)).toBe('');
  },
  300_000,
);
