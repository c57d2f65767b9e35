/** Applications that a bundler builds for browsers: built from the packed tarball without configuration for quern, and run in Chromium. */
import { test, type TestContext } from 'vitest';
import { application, type Application } from './application.js';
import { serve, visit } from './browser.js';
import {
  expected,
  expectedOfThreads,
  html,
  moduleScript,
  pageModule,
  pageWithThreads,
  pageWithWorker,
  workerModule,
} from './snippets.js';

const worker = `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`;
const files = { 'main.js': pageWithWorker(worker), 'worker.js': workerModule };

/** The folder is served, the page answers rightly and nothing is complained of. */
async function answers(
  { expect, ...context }: TestContext,
  made: Application,
  folder: string,
  path = '',
): Promise<void> {
  const { address } = await serve(made.path(folder));
  expect(await visit({ expect, ...context }, `${address}${path}`)).toEqual({ answer: expected, complaints: [] });
}

test('Vite builds it, with a worker', async (context) => {
  const made = await application(
    context,
    { ...files, 'index.html': html(moduleScript('/main.js')) },
    { vite: '8.4.0' },
  );
  await made.runSilently('vite', ['build', '--logLevel', 'warn']);
  await answers(context, made, 'dist');
});

test('Vite builds it for a deep folder', async (context) => {
  const made = await application(
    context,
    { ...files, 'index.html': html(moduleScript('/main.js')) },
    { vite: '8.4.0' },
  );
  await made.runSilently('vite', ['build', '--logLevel', 'warn', '--base', './', '--outDir', 'site/some/where']);
  await answers(context, made, 'site', 'some/where/');
});

test('Vite builds threads, told that workers are modules', async (context) => {
  const made = await application(
    context,
    {
      'main.js': pageWithThreads,
      'index.html': html(moduleScript('/main.js')),
      'vite.config.js': "export default { worker: { format: 'es' } }\n",
    },
    { vite: '8.4.0' },
  );
  await made.runSilently('vite', ['build', '--logLevel', 'error']);
  const { address } = await serve(made.path('dist'));
  context.expect(await visit(context, address)).toEqual({ answer: expectedOfThreads, complaints: [] });
});

test("Vite's development server serves it, with a worker", async (context) => {
  const made = await application(
    context,
    { ...files, 'index.html': html(moduleScript('/main.js')) },
    { vite: '8.4.0' },
  );
  const address = await made.start('vite', ['--port', '0', '--host', '127.0.0.1'], /(http:\/\/127\.0\.0\.1:\d+\/)/);
  context.expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});

test('webpack builds it, with a worker', async (context) => {
  const made = await application(
    context,
    { 'src/index.js': files['main.js'], 'src/worker.js': workerModule },
    { webpack: '5.113.0', 'webpack-cli': '7.3.1' },
  );
  // The parser is one large chunk that is fetched when it is needed; webpack's advice on sizes is no fault.
  await made.runSilently('webpack', ['--mode', 'production', '--stats', 'errors-warnings', '--no-performance']);
  await made.run('node', [
    '-e',
    `require('fs').writeFileSync('dist/index.html', ${JSON.stringify(html('<script src="main.js"></script>'))})`,
  ]);
  await answers(context, made, 'dist');
});

test('Rollup builds it', async (context) => {
  const made = await application(
    context,
    { 'main.js': pageModule, 'dist/index.html': html(moduleScript('main.js')) },
    { rollup: '4.68.8', '@rollup/plugin-node-resolve': '16.0.3' },
  );
  await made.runSilently('rollup', [
    'main.js',
    '--plugin',
    'node-resolve',
    '--dir',
    'dist',
    '--failAfterWarnings',
    '--silent',
  ]);
  await answers(context, made, 'dist');
});

test('Rolldown builds it', async (context) => {
  const made = await application(
    context,
    { 'main.js': pageModule, 'dist/index.html': html(moduleScript('main.js')) },
    { rolldown: '1.3.3' },
  );
  await made.runSilently('rolldown', ['main.js', '--dir', 'dist', '--platform', 'browser', '--logLevel', 'warn']);
  await answers(context, made, 'dist');
});

test('esbuild builds it in chunks', async (context) => {
  const made = await application(
    context,
    { 'main.js': pageModule, 'dist/index.html': html(moduleScript('main.js')) },
    { esbuild: '0.28.2' },
  );
  await made.runSilently('esbuild', [
    'main.js',
    '--bundle',
    '--format=esm',
    '--splitting',
    '--outdir=dist',
    '--log-level=warning',
  ]);
  await answers(context, made, 'dist');
});

test('esbuild builds it as one script, which runs even in a page that is opened from the disk', async (context) => {
  const made = await application(
    context,
    { 'main.js': pageModule, 'dist/index.html': html('<script src="main.js"></script>') },
    { esbuild: '0.28.2' },
  );
  await made.runSilently('esbuild', ['main.js', '--bundle', '--format=iife', '--outdir=dist', '--log-level=warning']);
  await answers(context, made, 'dist');
  context
    .expect(await visit(context, `file://${made.path('dist/index.html')}`))
    .toEqual({ answer: expected, complaints: [] });
});

// Without a worker: Parcel 2.16 leaves modules that chunks share out of a worker's bundle.
test('Parcel builds it', async (context) => {
  const made = await application(
    context,
    { 'main.js': pageModule, 'index.html': html(moduleScript('main.js')) },
    { parcel: '2.16.4' },
  );
  await made.runSilently('parcel', ['build', 'index.html', '--no-cache', '--log-level', 'warn', '--public-url', './']);
  await answers(context, made, 'dist');
});
