/** Programs for servers: Node as it is installed, in one file by esbuild, on other versions, and Bun and Deno. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { application } from './application.js';
import { expected, serverModule, serverScript } from './snippets.js';

const files = { 'main.mjs': serverModule, 'script.js': serverScript };
const answer = `${expected}\n`;

test('Node runs it, and installing it brings no other package', async (context) => {
  const made = await application(context, files);
  expect(await made.run('node', ['main.mjs'])).toEqual({ status: 0, stdout: answer, stderr: '' });
  const { stdout } = await made.run('npm', ['ls', '--all', '--parseable']);
  expect(stdout.trim().split('\n').length).toBe(2);
  expect(await made.run('quern', ['eval', '1 + 1'])).toEqual({ status: 0, stdout: '2\n', stderr: '' });
});

/** The example of threads in docs/embedding.md, and what it says that it prints. */
const [, threads = ''] =
  /```ts\n([\s\S]*?)```/.exec(readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8')) ?? [];
const counts = [...threads.matchAll(/console\.log\(.*\) *\/\/ (.*)$/gm)].map(([, printed = '']) => printed).join('\n');

test('Node runs threads, and ends by itself though their table is not freed', async (context) => {
  const made = await application(context, { 'main.mjs': threads.replace('table.free()', '') });
  expect(counts).toBe('3691\n1');
  expect(await made.run('node', ['main.mjs'])).toEqual({ status: 0, stdout: `${counts}\n`, stderr: '' });
});

test("Node's permissions may forbid threads, which is said", async (context) => {
  const made = await application(context, { 'main.mjs': threads });
  const { status, stderr } = await made.run('node', ['--experimental-permission', '--allow-fs-read=*', 'main.mjs']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/threads cannot be started here[\s\S]*58P01[\s\S]*--allow-worker/);
});

test('esbuild makes one ES module for Node of it', async (context) => {
  const made = await application(context, files, { esbuild: '0.28.2' });
  await made.runSilently('esbuild', [
    'main.mjs',
    '--bundle',
    '--format=esm',
    '--platform=node',
    '--outfile=out/one.mjs',
    '--log-level=warning',
  ]);
  expect(await made.run('node', ['out/one.mjs'])).toEqual({ status: 0, stdout: answer, stderr: '' });
});

test('esbuild makes one CommonJS file for Node of it', async (context) => {
  const made = await application(context, files, { esbuild: '0.28.2' });
  await made.runSilently('esbuild', [
    'script.js',
    '--bundle',
    '--format=cjs',
    '--platform=node',
    '--outfile=out/one.cjs',
    '--log-level=warning',
  ]);
  expect(await made.run('node', ['out/one.cjs'])).toEqual({ status: 0, stdout: answer, stderr: '' });
});

test('CommonJS imports it', async (context) => {
  const made = await application(context, {
    'main.cjs': serverScript
      .replace(`import { predicate } from 'quern';`, `const quern = import('quern');`)
      .replace('const rows', 'const { predicate } = await quern; const rows'),
  });
  expect(await made.run('node', ['main.cjs'])).toEqual({ status: 0, stdout: answer, stderr: '' });
});

test.for(['22.23.3', '24.9.0', '26.9.0'])('Node %s runs it', async (version, context) => {
  const made = await application(context, files, { node: version });
  expect(await made.run('./node_modules/node/bin/node', ['main.mjs'])).toEqual({
    status: 0,
    stdout: answer,
    stderr: '',
  });
});

test('Bun runs it', async (context) => {
  const made = await application(context, files, { bun: '1.4.5' });
  expect(await made.run('bun', ['main.mjs'])).toEqual({ status: 0, stdout: answer, stderr: '' });
});

test('Deno runs it', async (context) => {
  const made = await application(context, files, { deno: '2.9.6' });
  expect(await made.run('deno', ['run', '--node-modules-dir=manual', '--no-prompt', 'main.mjs'])).toEqual({
    status: 0,
    stdout: answer,
    stderr: '',
  });
});
