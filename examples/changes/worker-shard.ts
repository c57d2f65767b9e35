/** A shard in a worker thread: the calls are messages, answered in order. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Schema } from 'quern';
import type { Condition, Matches, RowChange, Shard } from './shard.js';

/** A call as the worker gets it. */
export interface Call {
  readonly method: keyof Shard;
  readonly args: readonly unknown[];
}

/** What the worker answers. */
export type Answer = { readonly value: unknown } | { readonly error: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class WorkerShard implements Shard {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];

  private constructor(worker: Worker, onFailure: (error: Error) => void) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => {
      const first = this.#waiting.shift();
      if ('value' in answer) first?.resolve(answer.value);
      else first?.reject(new Error(answer.error));
    });
    worker.on('error', (error: Error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      onFailure(error);
    });
  }

  /** @param onFailure is told when the thread ends by an error: its subscriptions are lost. */
  static async start(onFailure: (error: Error) => void): Promise<WorkerShard> {
    const isSource = import.meta.url.endsWith('.ts');
    const file = new URL(`./shard-worker.${isSource ? 'ts' : 'js'}`, import.meta.url);
    const load = `import(${JSON.stringify(file.href)})`;
    // A worker does not have the loader of its parent.
    const worker = new Worker(
      isSource ? `import('tsx/esm/api').then(({ register }) => { register(); return ${load} })` : load,
      { eval: true },
    );
    await once(worker, 'message');
    return new WorkerShard(worker, onFailure);
  }

  describe(schema: Schema): Promise<Matches['failed']> {
    return this.#call('describe', schema) as Promise<Matches['failed']>;
  }

  add(key: number, condition: Condition): ReturnType<Shard['add']> {
    return this.#call('add', key, condition) as ReturnType<Shard['add']>;
  }

  delete(key: number): Promise<void> {
    return this.#call('delete', key) as Promise<void>;
  }

  match(changes: readonly RowChange[]): Promise<readonly Matches[]> {
    return this.#call('match', changes) as Promise<readonly Matches[]>;
  }

  replay(key: number, changes: readonly RowChange[]): Promise<readonly Matches[]> {
    return this.#call('replay', key, changes) as Promise<readonly Matches[]>;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #call(method: keyof Shard, ...args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ method, args } satisfies Call);
    });
  }
}
