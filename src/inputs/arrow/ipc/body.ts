/** The buffers of a message's body: parts of it, unpacked where they are compressed. */
import { reasonOf } from '../../../error.js';
import { loadPart } from '../../../platform/load-part.js';
import type { TakeBuffer } from './assemble.js';
import { damaged } from './flatbuffer.js';
import { unpackLz4 } from './lz4.js';
import type { RecordBatch } from './message.js';

/** The most bytes that a buffer may become. */
const mostBytes = 2 ** 30;

/** Bytes → as many as the second argument says. */
type Unpack = (bytes: Uint8Array, size: number) => Uint8Array;

/** What unpacks the buffers of a record batch; it is loaded where it is large. */
export async function unpackerFor({ compression }: RecordBatch): Promise<Unpack | undefined> {
  if (compression === 'none') return undefined;
  if (compression === 'lz4') return unpackLz4;
  const { decompressZstd } = await loadPart('what decompresses ZSTD', () => import('hyparquet-compressors'));
  return (bytes) => decompressZstd(bytes);
}

/** Takes buffers from the bytes of a body that begin at its byte `start`. */
export function bufferTaker(bytes: Uint8Array, start: number, unpack: Unpack | undefined): TakeBuffer {
  return ({ offset, length }) => {
    const at = offset - start;
    if (!(at >= 0 && length >= 0 && at + length <= bytes.length)) throw damaged('a buffer leads out of its message');
    const packed = bytes.subarray(at, at + length);
    return unpack === undefined || length === 0 ? packed : unpacked(packed, unpack);
  };
}

/** A compressed buffer begins with the length that it becomes, or -1 if it is not compressed. */
function unpacked(packed: Uint8Array, unpack: Unpack): Uint8Array {
  if (packed.length < 8) throw damaged('a compressed buffer is cut off');
  const size = Number(new DataView(packed.buffer, packed.byteOffset, 8).getBigInt64(0, true));
  const rest = packed.subarray(8);
  if (size === -1) return rest.slice();
  if (!(size >= 0 && size <= mostBytes)) throw damaged(`a buffer says that it becomes ${size} bytes`);
  if (size === 0) return new Uint8Array(0);
  let found: Uint8Array;
  try {
    found = unpack(rest, size);
  } catch (error) {
    throw damaged(reasonOf(error));
  }
  if (found.length !== size) throw damaged('a compressed buffer has another length than it says');
  return found.byteOffset % 8 === 0 ? found : found.slice();
}
