/** A worker's side of the calls: one after the other, because what is measured must not share the thread with another call. */
import type { Failure, Reply, Request } from './protocol.js';

/** Told of progress, from 0 to 1. */
export type OnProgress = (done: number) => void;

type Methods = Readonly<Record<string, (argument: never, onProgress: OnProgress) => unknown>>;

/** Answers the page's calls with these methods; `failureOf` makes plain data of what they throw. */
export function serveCalls(methods: Methods, failureOf: (error: unknown) => Failure): void {
  const answer = (reply: Reply): void => {
    self.postMessage(reply);
  };
  const handle = async ({ id, method, argument }: Request): Promise<void> => {
    try {
      const found = methods[method];
      if (found === undefined) throw new Error(`there is no method ${method}`);
      const value = await found(argument as never, (done) => {
        answer({ id, kind: 'progress', done });
      });
      answer({ id, kind: 'value', value });
    } catch (error) {
      answer({ id, kind: 'failure', failure: failureOf(error) });
    }
  };
  let last = Promise.resolve();
  self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    last = last.then(() => handle(data));
  });
}
