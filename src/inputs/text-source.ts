/**
 * Chunks of bytes, checked to be text: what follows the first byte that is not UTF-8 is never handed on, so that the rows before it are
 * read whatever the chunks' sizes are. Whoever reads to the end finds the fault there.
 */
import { SqlError } from '../error.js';
import { validPrefix } from './utf8.js';

/** Where bytes come from: a stream of a file, of the standard input, or chunks at hand. */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

export class TextSource {
  readonly #chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  /** The first bytes of a character that the next chunk completes. */
  #cut: Uint8Array = new Uint8Array(0);
  /** Bytes handed on. */
  #offset = 0;
  #fault: SqlError | undefined;
  #ended = false;

  constructor(chunks: ByteChunks) {
    this.#chunks = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** Why the text ended before the input did: 22021. */
  get fault(): SqlError | undefined {
    return this.#fault;
  }

  /** The next bytes, at least one, which end with a whole character; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    while (!this.#ended) {
      const result = await this.#chunks.next();
      const bytes = result.done === true ? this.#cut : joined(this.#cut, result.value);
      const { length, broken } = validPrefix(bytes);
      if (broken || (result.done === true && length < bytes.length)) {
        this.#fault = invalidBytes(bytes.subarray(length, length + 4), this.#offset + length);
        await this.#chunks.return?.();
      }
      this.#ended = result.done === true || this.#fault !== undefined;
      this.#cut = bytes.slice(length);
      this.#offset += length;
      if (length > 0) return bytes.subarray(0, length);
    }
    return undefined;
  }

  /** Lets the source go before its end. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#chunks.return?.();
    this.#ended = true;
  }
}

/** The message of utils/mb/mbutils.c, report_invalid_encoding; it shows the bytes up to the first that is wrong, which no chunk's end changes. */
function invalidBytes(bytes: Uint8Array, offset: number): SqlError {
  let size = 1;
  while (size < bytes.length && !validPrefix(bytes.subarray(0, size)).broken) size++;
  const shown = [...bytes.subarray(0, size)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new SqlError('22021', `byte ${offset}: invalid byte sequence for encoding "UTF8": ${shown}`, {
    hint:
      bytes[0] === 0
        ? 'A text cannot contain a zero byte. If the input is UTF-16, say --encoding utf-16le.'
        : 'The input must be UTF-8; say what it is, if it is something else: --encoding latin1, or windows-1252, or utf-16le.',
  });
}
