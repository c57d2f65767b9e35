/** Bytes that stop coming when a signal is aborted, also while they are waited for. */
import type { ByteRanges } from './byte-ranges.js';
import { canceled, mustGoOn, type Signal } from './signal.js';
import type { ByteChunks } from './text-source.js';

/** What the work gives, or 57014 as soon as the signal is aborted; the work itself may go on, and nobody waits for it. */
async function orAborted<T>(work: Promise<T> | T, signal: Signal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(canceled());
    };
    signal.addEventListener?.('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener?.('abort', stop);
  }
}

/** The same chunks until the signal is aborted, which raises 57014. */
export function abortable(chunks: ByteChunks, signal: Signal | undefined): ByteChunks {
  return signal === undefined ? chunks : untilAborted(chunks, signal);
}

async function* untilAborted(chunks: ByteChunks, signal: Signal): AsyncGenerator<Uint8Array> {
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let ended = false;
  try {
    for (;;) {
      mustGoOn(signal);
      const result = await orAborted(iterator.next(), signal);
      ended = result.done === true;
      if (result.done === true) return;
      yield result.value;
    }
  } finally {
    if (!ended) await letGo(iterator, signal);
  }
}

/** A source that still waits for its next bytes lets go when they come: after an abort nobody waits for that. */
async function letGo(iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>, signal: Signal): Promise<void> {
  const gone = Promise.resolve(iterator.return?.());
  if (signal.aborted) gone.catch(() => undefined);
  else await gone;
}

/** The same ranges until the signal is aborted, which raises 57014. */
export function abortableRanges(ranges: ByteRanges, signal: Signal | undefined): ByteRanges {
  if (signal === undefined) return ranges;
  return {
    byteLength: ranges.byteLength,
    slice: async (start, end) => {
      mustGoOn(signal);
      return orAborted(ranges.slice(start, end), signal);
    },
  };
}
