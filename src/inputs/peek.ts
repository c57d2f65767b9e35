/** Looks at the first bytes of a stream without taking them from whoever reads it. */
import { joined, type ByteChunks } from './text-source.js';

export interface Peeked {
  /** At least as many bytes as were asked for, or all there are. */
  readonly first: Uint8Array;
  /** The whole stream, these bytes included. */
  readonly rest: AsyncIterable<Uint8Array>;
}

/** Reads up to so many bytes, or more where they come at once. */
export async function startingWith(chunks: ByteChunks, bytes: number): Promise<Peeked> {
  const iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array> =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  let first: Uint8Array = new Uint8Array(0);
  let done = false;
  while (first.length < bytes && !done) {
    const result = await iterator.next();
    done = result.done === true;
    if (result.done !== true) first = joined(first, result.value);
  }
  return { first, rest: resumed(first, iterator, done) };
}

async function* resumed(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
  done: boolean,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    while (!done) {
      const result = await iterator.next();
      if (result.done === true) done = true;
      else yield result.value;
    }
  } finally {
    if (!done) await iterator.return?.();
  }
}

/** The same chunks, for who keeps them while the next are read. */
export async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}
