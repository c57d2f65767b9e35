/** The page's side of a worker: calls with answers; a newer call of the same kind makes an older one that waits superfluous. */
import { CallError, type Reply, type Request } from './protocol.js';
import type { Methods } from './worker.js';

/** What can be asked of a worker: each method has one argument, and may tell of progress. */
// biome-ignore lint/suspicious/noExplicitAny: an argument of any type stands in no other way for all of them
type Table = Readonly<Record<string, (argument: any, onProgress: (done: number) => void) => unknown>>;
type Argument<T extends Table, M extends keyof T> = Parameters<T[M]>[0];
type Answer<T extends Table, M extends keyof T> = Awaited<ReturnType<T[M]>>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/** A worker, started at its first call. */
export class Client<T extends Table> {
  readonly #make: () => Worker;
  #worker: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();
  /** By kind of call: whether one is under way, and the newest that waits for it. */
  readonly #lanes = new Map<string, { busy: boolean; pending: (() => void) | undefined }>();

  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Starts the worker before anything is asked, so that it is ready earlier. */
  start(): void {
    try {
      this.#started();
    } catch {
      // The first call says it.
    }
  }

  /** Asks, and waits for the answer. Rejects with a CallError. */
  call<M extends keyof T & string>(
    method: M,
    argument: Argument<T, M>,
    onProgress?: (done: number) => void,
  ): Promise<Answer<T, M>> {
    return new Promise<Answer<T, M>>((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, onProgress });
      try {
        const request: Request = { id, method, argument };
        this.#started().postMessage(request);
      } catch (error) {
        this.#waiting.delete(id);
        reject(new CallError({ code: '58000', message: `this browser cannot start a worker: ${String(error)}` }));
      }
    });
  }

  /** Like `call`, but while one is under way only the newest waits; the others never answer. */
  newest<M extends keyof T & string>(
    method: M,
    argument: Argument<T, M>,
    then: (answer: Promise<Answer<T, M>>) => void,
  ): void {
    const lane = this.#lanes.get(method) ?? { busy: false, pending: undefined };
    this.#lanes.set(method, lane);
    const start = (): void => {
      lane.busy = true;
      lane.pending = undefined;
      const answer = this.call(method, argument);
      const done = (): void => {
        lane.busy = false;
        lane.pending?.();
      };
      void answer.then(done, done);
      then(answer);
    };
    if (lane.busy) lane.pending = start;
    else start();
  }

  /** Ends the worker and with it everything that is under way. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#lanes.clear();
    for (const { reject } of this.#waiting.values()) reject(new CallError({ code: '57014', message: 'stopped' }));
    this.#waiting.clear();
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = this.#make();
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      this.#hear(data);
    });
    worker.addEventListener('error', ({ message }) => {
      const failure = { code: '58000', message: `the worker failed: ${message || 'its script could not be loaded'}` };
      for (const { reject } of this.#waiting.values()) reject(new CallError(failure));
      this.#waiting.clear();
    });
    this.#worker = worker;
    return worker;
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if (reply.kind === 'progress') {
      waiting.onProgress?.(reply.done);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'value') waiting.resolve(reply.value);
    else waiting.reject(new CallError(reply.failure));
  }
}

const quern = (name: string): Client<Methods> =>
  new Client(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name }));

/** Answers while one types, and steps. */
export const quick = quern('quick');
/** Simulates, and fills the panes further down. */
export const simulating = quern('simulating');
/** Measures: races and experiments. */
export const measuring = quern('measuring');
