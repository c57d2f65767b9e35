/** A worker of the playground: it holds quern, and answers one call after the other. */
import { loadParser } from '../../src/sql/index.js';
import { compile } from './compile.js';
import { dispatchPanes } from './dispatch.js';
import { registered } from './models.js';
import { failureOf } from './failure.js';
import type { Reply, Request } from './protocol.js';
import { race } from './race.js';
import { sweep } from './sweep.js';
import { walk } from './walk.js';
import { runExperiment } from './experiment.js';
import { exampleRows } from './rows.js';

/** Told of progress, from 0 to 1. */
export type OnProgress = (done: number) => void;

const methods = { compile, walk, dispatchPanes, registered, race, sweep, runExperiment, exampleRows };

/** Everything a worker can be asked for. */
export type Methods = typeof methods;

const answer = (reply: Reply): void => {
  self.postMessage(reply);
};

async function handle({ id, method, argument }: Request): Promise<void> {
  const found = (methods as Readonly<Record<string, (argument: never, onProgress: OnProgress) => unknown>>)[method];
  try {
    if (found === undefined) throw new Error(`there is no method ${method}`);
    const value = await found(argument as never, (done) => {
      answer({ id, kind: 'progress', done });
    });
    answer({ id, kind: 'value', value });
  } catch (error) {
    answer({ id, kind: 'failure', failure: failureOf(error) });
  }
}

// What the first call will need is fetched before it comes.
void loadParser().catch(() => {});

let last = Promise.resolve();
self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  // One at a time: what is measured must not share the thread with another call.
  last = last.then(() => handle(data));
});
