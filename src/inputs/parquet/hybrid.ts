/** Parquet's hybrid of run lengths and packed bits, which levels and dictionary numbers are written in; never more values than there should be. */
import { SqlError } from '../../error.js';

/** Decodes `out.length` numbers of `width` bits from the bytes between two offsets. Raises XX001 when there are fewer. */
export function decodeHybrid(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  out: Uint8Array | Int32Array,
): void {
  if (width > 32) throw short();
  const wanted = out.length;
  let at = start;
  let filled = 0;
  while (filled < wanted) {
    if (at >= end) throw short();
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      header |= (byte & 0x7f) << shift;
      if (byte < 0x80 || at >= end || shift >= 28) break;
    }
    header >>>= 0;
    if ((header & 1) === 0) {
      const count = Math.min(header >>> 1, wanted - filled);
      if (count === 0) continue;
      let value = 0;
      for (let i = 0; i < (width + 7) >> 3; i++) value |= (bytes[at++] ?? 0) << (i * 8);
      out.fill(value, filled, filled + count);
      filled += count;
      continue;
    }
    const packed = (header >>> 1) * 8;
    const count = Math.min(packed, wanted - filled);
    // The last group may be cut off where no value of it is wanted.
    if (at + Math.ceil((count * width) / 8) > end) throw short();
    unpack(bytes, at, width, out, filled, count);
    filled += count;
    at += (packed / 8) * width;
  }
}

/** Numbers of so many bits, the lowest first. */
function unpack(
  bytes: Uint8Array,
  at: number,
  width: number,
  out: Uint8Array | Int32Array,
  from: number,
  count: number,
): void {
  if (width === 0) {
    out.fill(0, from, from + count);
    return;
  }
  if (width === 1) {
    for (let i = 0; i < count; i++) out[from + i] = ((bytes[at + (i >> 3)] ?? 0) >> (i & 7)) & 1;
    return;
  }
  const mask = width === 32 ? -1 : (1 << width) - 1;
  for (let i = 0, bit = at * 8; i < count; i++, bit += width) {
    const byte = Math.floor(bit / 8);
    const shift = bit & 7;
    const low =
      (bytes[byte] ?? 0) |
      ((bytes[byte + 1] ?? 0) << 8) |
      ((bytes[byte + 2] ?? 0) << 16) |
      ((bytes[byte + 3] ?? 0) << 24);
    let value = low >>> shift;
    if (shift + width > 32) value |= (bytes[byte + 4] ?? 0) << (32 - shift);
    out[from + i] = value & mask;
  }
}

const short = (): SqlError => new SqlError('XX001', 'a page has fewer values than it says');
