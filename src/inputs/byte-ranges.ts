/** Bytes that are asked for by ranges, wherever they lie: in memory, in a file, or behind a URL. */
import { asyncBufferFromUrl } from 'hyparquet/src/utils.js';
import { reasonOf, SqlError } from '../error.js';

/** Bytes that can be read by ranges: those of a file, of a buffer, or behind a URL. hyparquet's AsyncBuffer is one. */
export interface ByteRanges {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer | Promise<ArrayBuffer>;
}

/** The ranges of a whole file in memory. */
export function rangesOf(bytes: ArrayBuffer | Uint8Array): ByteRanges {
  // Not as a Buffer of Node, whose `slice` gives no copy.
  const all =
    bytes instanceof Uint8Array
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
  return {
    byteLength: all.byteLength,
    slice: (start, end = all.byteLength) => all.slice(start, end).buffer,
  };
}

/** The ranges of a file behind a URL, each an HTTP request. Raises 58030 when the server does not answer. */
async function rangesOfUrl(url: string): Promise<ByteRanges> {
  return reading(url, async () => {
    const buffer = await asyncBufferFromUrl({ url });
    return { byteLength: buffer.byteLength, slice: (start, end) => reading(url, () => buffer.slice(start, end)) };
  });
}

async function reading<T>(url: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SqlError('58030', `could not read "${url}": ${reasonOf(error)}`);
  }
}

/** A URL; its own type is not known to every dependent's compiler. */
export interface Url {
  readonly href: string;
}

/** The ranges of what may be given. */
export function rangesFrom(file: ByteRanges | ArrayBuffer | Uint8Array | Url): ByteRanges | Promise<ByteRanges> {
  if ('href' in file) return rangesOfUrl(file.href);
  return file instanceof ArrayBuffer || file instanceof Uint8Array ? rangesOf(file) : file;
}

/** These bytes. Raises 58030 when fewer come. */
export async function bytesAt(file: ByteRanges, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.slice(start, end));
  if (bytes.length < end - start)
    throw new SqlError('58030', `only ${bytes.length} of the bytes ${start} to ${end} could be read`);
  return bytes.length === end - start ? bytes : bytes.subarray(0, end - start);
}
