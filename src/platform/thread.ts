/** A thread: a Worker of the web or of Node's worker_threads, with one face for both. Nobody waits for one that has nothing to do: a process ends without stopping it. */

/** What is asked of a Worker, whose own types a dependent's compiler may lack. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
}

/** A Worker of the web. */
interface WebWorker extends WorkerLike {
  addEventListener(
    type: string,
    listener: (event: { readonly data?: unknown; readonly message?: string }) => void,
  ): void;
}
/** A Worker of Node. */
interface NodeWorker extends WorkerLike {
  on(type: string, listener: (value: unknown) => void): void;
  ref(): void;
  unref(): void;
}
interface WorkerThreads {
  readonly Worker: new (file: URL) => NodeWorker;
  readonly parentPort: (WorkerLike & Pick<NodeWorker, 'on'>) | null;
}

/** Node's module, where it can be had without an import, for which bundlers for browsers would look. */
function workerThreads(): WorkerThreads | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: 'node:worker_threads'): WorkerThreads | undefined };
  };
  return process?.getBuiltinModule?.('node:worker_threads');
}

/**
 * Node's own class for a file, where the web's is missing. Throws where there is neither.
 *
 * @internal a dependent's compiler may not know what a URL is
 */
export function nodeWorker(file: URL): WorkerLike {
  const threads = workerThreads();
  if (threads === undefined) throw new Error('there are no Workers in this JavaScript engine');
  return new threads.Worker(file);
}

export interface ThreadEvents {
  onMessage(message: unknown): void;
  /** It will send nothing more. The reason is an Error, or a text. */
  onEnd(reason: unknown): void;
}

export class Thread {
  readonly #worker: WorkerLike;

  constructor(worker: WorkerLike, { onMessage, onEnd }: ThreadEvents) {
    this.#worker = worker;
    if (isNode(worker)) {
      worker.on('message', onMessage);
      worker.on('error', onEnd);
      worker.on('messageerror', onEnd);
      worker.on('exit', (code) => {
        onEnd(`it ended with code ${String(code)}`);
      });
    } else {
      const web = worker as WebWorker;
      web.addEventListener('message', ({ data }) => {
        onMessage(data);
      });
      web.addEventListener('messageerror', () => {
        onEnd('a message could not be read');
      });
      web.addEventListener('error', ({ message }) => {
        onEnd(message ?? 'its file could not be loaded');
      });
    }
  }

  /** Throws a DataCloneError for what cannot be sent. */
  post(message: unknown, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  /** Whether the process has to go on for what the thread is doing. */
  set isAwaited(awaited: boolean) {
    if (!isNode(this.#worker)) return;
    if (awaited) this.#worker.ref();
    else this.#worker.unref();
  }

  stop(): void {
    // Of Node it gives a promise, which nobody needs: an error on the way out changes nothing.
    void Promise.resolve(this.#worker.terminate()).catch(() => undefined);
  }
}

const isNode = (worker: WorkerLike): worker is NodeWorker => 'on' in worker && 'unref' in worker;

/** Inside a thread: has `answer` called with each message, and gives what sends one back. */
export function listen(answer: (message: unknown) => void): (message: unknown, transfer: ArrayBuffer[]) => void {
  const port = workerThreads()?.parentPort ?? undefined;
  if (port !== undefined) {
    port.on('message', answer);
    return (message, transfer) => {
      port.postMessage(message, transfer);
    };
  }
  const scope = globalThis as unknown as WebWorker;
  scope.addEventListener('message', ({ data }) => {
    answer(data);
  });
  return (message, transfer) => {
    scope.postMessage(message, transfer);
  };
}
