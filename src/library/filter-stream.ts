/** Rows that come one after the other, such as those of a stream: each is asked for when the one before it has been taken, so that none pile up. */
import { canceled, type Signal } from '../inputs/signal.js';

/** What is read of a Web stream, of which some browsers make no async iterable. */
interface RowStream<R> {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: R | undefined }>;
    cancel(reason?: unknown): Promise<void>;
    releaseLock(): void;
  };
}

/** Rows to be awaited: an async iterable, a Web stream of rows, or any iterable. */
export type RowSource<R> = AsyncIterable<R> | RowStream<R> | Iterable<R>;

/** What is asked of an async iterator. */
interface Rows<R> {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value: R }>;
  return?(): unknown;
}

/** The rows for which `keeps` is true. Raises 57014 once the signal is aborted, also while it waits. The source is closed at the end, whatever that is. */
export async function* filterStream<R>(
  source: RowSource<R>,
  keeps: (row: R, index: number) => boolean,
  signal: Signal | undefined,
): AsyncGenerator<R, void, undefined> {
  const rows = rowsOf(source);
  const wait = waiting(signal);
  let ended = false;
  try {
    for (let index = 0; ; index++) {
      const { done, value } = await wait.for(rows.next());
      if (done === true) {
        ended = true;
        return;
      }
      if (keeps(value, index)) yield value;
    }
  } finally {
    wait.end();
    // A source that is waiting itself may never answer.
    if (!ended) void Promise.resolve(rows.return?.()).catch(() => undefined);
  }
}

/** Waiting that ends with 57014 when the signal is aborted. */
function waiting(signal: Signal | undefined): { for<T>(promise: Promise<T>): Promise<T>; end(): void } {
  if (signal === undefined) return { for: (promise) => promise, end: () => undefined };
  let stop: ((error: Error) => void) | undefined;
  const onAbort = (): void => {
    stop?.(canceled());
  };
  signal.addEventListener?.('abort', onAbort, { once: true });
  return {
    for: (promise) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(canceled());
        stop = reject;
        promise.then(resolve, reject);
      }),
    end: () => {
      signal.removeEventListener?.('abort', onAbort);
    },
  };
}

/** Raises a TypeError for what has no rows to wait for. */
function rowsOf<R>(source: RowSource<R>): Rows<R> {
  const given: unknown = source;
  if (typeof given === 'object' && given !== null) {
    if (Symbol.asyncIterator in given) return (given as AsyncIterable<R>)[Symbol.asyncIterator]() as Rows<R>;
    if ('getReader' in given) return rowsOfStream(given as RowStream<R>);
    if (Symbol.iterator in given) return rowsOfIterable(given as Iterable<R>);
  }
  throw new TypeError(`filterAsync takes an async iterable, a stream or an iterable of rows, not ${String(given)}.`);
}

function rowsOfStream<R>(stream: RowStream<R>): Rows<R> {
  const reader = stream.getReader();
  return {
    next: async () => {
      const { done, value } = await reader.read();
      if (done) reader.releaseLock();
      return { done, value: value as R };
    },
    return: async () => {
      await reader.cancel();
      reader.releaseLock();
    },
  };
}

function rowsOfIterable<R>(iterable: Iterable<R>): Rows<R> {
  const rows = iterable[Symbol.iterator]();
  return {
    next: async () => rows.next() as { readonly done?: boolean; readonly value: R },
    return: () => rows.return?.(),
  };
}
