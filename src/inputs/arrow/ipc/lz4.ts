/** LZ4's frame format (lz4_Frame_format.md), which Arrow compresses buffers with: blocks that may refer to the ones before. */
import { damaged } from './flatbuffer.js';

const magic = 0x184d2204;

/** The bytes that a frame becomes, exactly `size`. Raises XX001. */
export function unpackLz4(frame: Uint8Array, size: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 7 || view.getUint32(0, true) !== magic) throw damaged('LZ4 data has no frame');
  const flags = view.getUint8(4);
  const hasBlockChecksum = (flags & 0x10) !== 0;
  const hasContentSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  let at = 7 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  const out = new Uint8Array(size);
  let filled = 0;
  for (;;) {
    if (at + 4 > frame.length) throw damaged('LZ4 data is cut off');
    const header = view.getUint32(at, true);
    at += 4;
    if (header === 0) break;
    const length = header & 0x7fffffff;
    if (at + length > frame.length) throw damaged('LZ4 data is cut off');
    const block = frame.subarray(at, at + length);
    if (header >>> 31 === 0) filled = unpackBlock(block, out, filled);
    else {
      if (filled + length > size) throw damaged('LZ4 data is longer than it says');
      out.set(block, filled);
      filled += length;
    }
    at += length + (hasBlockChecksum ? 4 : 0);
  }
  if (filled !== size) throw damaged('LZ4 data is shorter than it says');
  return out;
}

/** Unpacks a block behind what is there already, and says where it ends. */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let filled = start;
  let at = 0;
  const length = (nibble: number): number => {
    let sum = nibble;
    if (nibble < 15) return sum;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw damaged('LZ4 data is cut off');
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = length(token >> 4);
    if (at + literals > block.length || filled + literals > out.length)
      throw damaged('LZ4 data is longer than it says');
    out.set(block.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    // The last sequence has literals only.
    if (at >= block.length) break;
    const back = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const match = length(token & 15) + 4;
    if (back === 0 || back > filled || filled + match > out.length)
      throw damaged('LZ4 data refers to what is not there');
    for (let i = 0; i < match; i++, filled++) out[filled] = out[filled - back] ?? 0;
  }
  return filled;
}
