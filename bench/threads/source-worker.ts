/** A Worker that runs a thread of a table from the source, which Node does not read by itself. */
import { Worker } from 'node:worker_threads';

const file = new URL('../../src/thread.ts', import.meta.url);

/** Messages that come before the file is loaded wait for it. */
export const sourceWorker = (): Worker =>
  new Worker(
    `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`,
    { eval: true },
  );

/** What a benchmark starts: what is published starts its own. */
export const benchWorker = import.meta.url.endsWith('.ts') ? { worker: sourceWorker } : {};
