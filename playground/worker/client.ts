/** The page's side of a worker: calls with answers; a newer call of the same kind makes an older one that waits superfluous. */
import { CallError, type Reply, type Request } from './protocol.js';
import type { Methods } from './worker.js';

type Argument<M extends keyof Methods> = Parameters<Methods[M]>[0];
type Answer<M extends keyof Methods> = Awaited<ReturnType<Methods[M]>>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((done: number) => void) | undefined;
}

/** A worker, started at its first call. */
export class Client {
  readonly #name: string;
  #worker: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();
  /** By kind of call: whether one is under way, and the newest that waits for it. */
  readonly #lanes = new Map<string, { busy: boolean; pending: (() => void) | undefined }>();

  constructor(name: string) {
    this.#name = name;
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
  call<M extends keyof Methods>(
    method: M,
    argument: Argument<M>,
    onProgress?: (done: number) => void,
  ): Promise<Answer<M>> {
    return new Promise<Answer<M>>((resolve, reject) => {
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
  newest<M extends keyof Methods>(method: M, argument: Argument<M>, then: (answer: Promise<Answer<M>>) => void): void {
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
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: this.#name });
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

/** Answers while one types, and steps. */
export const quick = new Client('quick');
/** Simulates, and fills the panes further down. */
export const simulating = new Client('simulating');
/** Measures: races and experiments. */
export const measuring = new Client('measuring');
