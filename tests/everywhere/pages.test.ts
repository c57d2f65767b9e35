/** Pages without a bundler, under the strictest policy that lets WebAssembly run, in workers and in service workers; and what they are told where quern cannot run. */
import { copyFileSync } from 'node:fs';
import { expect, test, type TestContext } from 'vitest';
import { application, type Application } from './application.js';
import { reporter, serve, visit, visitInFirefox } from './browser.js';
import {
  expected,
  expectedOfThreads,
  html,
  moduleScript,
  pageModule,
  pageWithThreads,
  pageWithWorker,
  serviceWorker,
  workerModule,
} from './snippets.js';
import { visitInWebKit } from './webkit.js';

const importMap = {
  imports: {
    quern: '/node_modules/quern/dist/src/index.js',
    'quern/threads': '/node_modules/quern/dist/src/threads.js',
  },
};
const importMapText = JSON.stringify(importMap);
/** A policy allows an import map by the hash of its text. */
async function policy(script: string): Promise<Record<string, string>> {
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(importMapText))).toString(
    'base64',
  );
  return {
    'Content-Security-Policy': `default-src 'none'; script-src ${script} 'sha256-${hash}'; img-src 'self' data:; connect-src 'none'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  };
}
const strict = "'self' 'wasm-unsafe-eval'";
const head = `<script type="importmap">${importMapText}</script>`;
const page = html(moduleScript('/main.js') + moduleScript('/report.js'), head);

const plain = (
  context: TestContext,
  main: string = pageModule,
  more: Readonly<Record<string, string>> = {},
): Promise<Application> =>
  application(context, { 'index.html': page, 'main.js': main, 'report.js': reporter, ...more });

test('a module script with an import map, under a policy of self and wasm-unsafe-eval and with trusted types', async (context) => {
  const { folder } = await plain(context);
  const { address } = await serve(folder, await policy(strict));
  expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});

test('the same page in Firefox', async (context) => {
  const { folder } = await plain(context);
  expect(await visitInFirefox(context, await serve(folder, await policy(strict)))).toBe(expected);
});

test('the same page in WebKit', async (context) => {
  const { folder } = await plain(context);
  const { address } = await serve(folder, await policy(strict));
  expect(await visitInWebKit(context, address)).toBe(expected);
});

const withWorker = (context: TestContext): Promise<Application> =>
  plain(context, pageWithWorker(`new Worker('/worker.js', { type: 'module' })`), {
    // Import maps do not reach workers.
    'worker.js': workerModule.replace("'quern'", "'/node_modules/quern/dist/src/index.js'"),
  });

test('a module worker without a bundler', async (context) => {
  const { folder } = await withWorker(context);
  const { address } = await serve(folder);
  expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});

test('a module worker in Firefox', async (context) => {
  const { folder } = await withWorker(context);
  expect(await visitInFirefox(context, await serve(folder))).toBe(expected);
});

test('a module worker in WebKit', async (context) => {
  const { folder } = await withWorker(context);
  const { address } = await serve(folder);
  expect(await visitInWebKit(context, address)).toBe(expected);
});

test('threads, and a policy that forbids them', async (context) => {
  const { folder } = await plain(context, pageWithThreads);
  const allowed = await serve(folder);
  expect(await visit(context, allowed.address)).toEqual({ answer: expectedOfThreads, complaints: [] });
  const forbidden = await serve(folder, await policy(strict));
  expect((await visit(context, forbidden.address)).answer).toContain('58P01: threads cannot be started here');
});

test('a service worker, in which nothing can be imported later, bundled into one script', async (context) => {
  const main = `await navigator.serviceWorker.register('/worker.js');
    await new Promise((resolve) => { if (navigator.serviceWorker.controller) resolve(); else navigator.serviceWorker.oncontrollerchange = resolve; });
    document.body.dataset.answer = await (await fetch('/answer')).text();\n`;
  const made = await application(
    context,
    { 'index.html': html(moduleScript('/main.js')), 'main.js': main, 'source.js': serviceWorker },
    { esbuild: '0.28.2' },
  );
  await made.runSilently('esbuild', [
    'source.js',
    '--bundle',
    '--format=iife',
    '--outfile=worker.js',
    '--log-level=warning',
  ]);
  const { address } = await serve(made.folder);
  expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});

test('an application that hosts the parser itself', async (context) => {
  const hosted = pageModule
    .replace('{ predicate }', '{ loadParser, predicate }')
    .replace('async function answer() {', "async function answer() { await loadParser({ wasm: '/parser.wasm' });");
  const made = await plain(context, hosted);
  copyFileSync(made.path('node_modules/quern/dist/parser.wasm'), made.path('parser.wasm'));
  const { address } = await serve(made.folder);
  expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});

test('a policy without wasm-unsafe-eval is named, in Chromium', async (context) => {
  const { folder } = await plain(context);
  const { address } = await serve(folder, await policy("'self'"));
  const { answer } = await visit(context, address);
  expect(answer).toContain('SqlError 0A000: quern needs WebAssembly, which may not be compiled here');
  expect(answer).toContain("its script-src must contain 'wasm-unsafe-eval'");
});

test('a policy without wasm-unsafe-eval is named, in Firefox', async (context) => {
  const { folder } = await plain(context);
  const answer = await visitInFirefox(context, await serve(folder, await policy("'self'")));
  expect(answer).toContain('SqlError 0A000: quern needs WebAssembly, which may not be compiled here');
});

test('a policy without wasm-unsafe-eval is named, in WebKit', async (context) => {
  const { folder } = await plain(context);
  const { address } = await serve(folder, await policy("'self'"));
  const answer = await visitInWebKit(context, address);
  expect(answer).toContain('SqlError 0A000: quern needs WebAssembly, which may not be compiled here');
});

test('a file of quern that is not served is named', async (context) => {
  const made = await plain(context);
  await made.run('node', [
    '-e',
    "const fs = require('fs'); const at = 'node_modules/quern/dist/chunks/'; for (const file of fs.readdirSync(at)) if (file.startsWith('parser-wasm')) fs.rmSync(at + file);",
  ]);
  const { address } = await serve(made.folder);
  const { answer } = await visit(context, address);
  expect(answer).toContain('SqlError 58P01: the SQL parser could not be loaded');
  expect(answer).toMatch(/could not be imported: .*parser-wasm/);
});
