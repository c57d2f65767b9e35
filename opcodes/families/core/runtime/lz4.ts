/**
 * The block format of LZ4 (`doc/lz4_Block_format.md` of its source): a token, literals, and a match. What
 * `LZ4_decompress_safe` refuses is refused, and so are an offset of zero and a block that makes fewer bytes than announced.
 */
import { copyMatch } from './copy-match';
import { ERR_LZ4_CORRUPT } from './errors.generated.ts';
import { fail } from './raise';

/** A byte that lengthens a match makes at most 255, so that a greater raw size is known to be wrong before it is allocated. */
export const LZ4_MAX_RATIO: u64 = 255;

/** The last match begins at least so many bytes before the end (MFLIMIT). */
const MATCH_START_LIMIT: usize = 12;
/** The last bytes are literals (LASTLITERALS). */
const LAST_LITERALS: usize = 5;

/** The sum of the bytes from `source` on up to the first that is not 255; more than `limit` is corrupt. */
function lengthBytes(source: usize, sourceEnd: usize, limit: usize): usize {
  let sum: usize = 0;
  let byte: usize = 255;
  while (byte == 255) {
    if (source >= sourceEnd || sum > limit) fail(ERR_LZ4_CORRUPT);
    byte = <usize>load<u8>(source++);
    sum += byte;
  }
  return sum;
}

/** Copies literals; where both sides have room, in vectors that may overwrite up to 15 bytes more. */
// @ts-ignore: decorator
@inline
function copyLiterals(to: usize, end: usize, source: usize, sourceEnd: usize, length: usize): void {
  if (sourceEnd - source < length + 15 || end - to < length + 15) {
    memory.copy(to, source, length);
    return;
  }
  for (const stop = to + length; to < stop; to += 16, source += 16) v128.store(to, v128.load(source));
}

/** Writes the `rawSize` bytes that `length` bytes at `source` stand for to `to`; all of both must be used. */
export function lz4_decompress(source: usize, length: u32, to: usize, rawSize: u32): void {
  const start = to;
  const end = to + rawSize;
  const sourceEnd = source + length;
  while (true) {
    if (source == sourceEnd) fail(ERR_LZ4_CORRUPT);
    const token = <usize>load<u8>(source++);
    let literals = token >> 4;
    if (literals == 15) {
      const more = lengthBytes(source, sourceEnd, rawSize);
      source += more / 255 + 1;
      literals += more;
    }
    if (literals > sourceEnd - source || literals > end - to) fail(ERR_LZ4_CORRUPT);
    copyLiterals(to, end, source, sourceEnd, literals);
    source += literals;
    to += literals;
    if (source == sourceEnd) break;
    // A match is an offset, and after it come a token and the last literals.
    if (sourceEnd - source < 2 + 1 + LAST_LITERALS || end - to < MATCH_START_LIMIT) fail(ERR_LZ4_CORRUPT);
    const offset = <usize>load<u16>(source);
    source += 2;
    let size = (token & 15) + 4;
    if (size == 19) {
      const more = lengthBytes(source, sourceEnd, rawSize);
      source += more / 255 + 1;
      size += more;
    }
    if (offset == 0 || offset > to - start || size > end - to - LAST_LITERALS) fail(ERR_LZ4_CORRUPT);
    copyMatch(to, offset, size, end);
    to += size;
  }
  if (to != end) fail(ERR_LZ4_CORRUPT);
}
