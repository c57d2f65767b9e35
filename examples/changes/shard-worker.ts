/** What runs in a shard's worker thread. */
import { parentPort } from 'node:worker_threads';
import { LocalShard } from './shard.js';
import type { Answer, Call } from './worker-shard.js';

const shard = new LocalShard();

async function answer({ method, args }: Call): Promise<Answer> {
  try {
    // The arguments are those of the caller's method of the same name.
    const called = shard[method] as (...given: unknown[]) => Promise<unknown>;
    return { value: await called.apply(shard, [...args]) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** One call after the other: a subscription that is being added is there for the next transaction. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (call: Call) => {
  last = last.then(async () => parentPort?.postMessage(await answer(call)));
});
parentPort?.postMessage('ready');
