/**
 * Copying from what has been decompressed onto its own end, as a match of pglz and of LZ4 asks for. The two places overlap
 * when a match is longer than its offset; the bytes just written are then the ones to copy next.
 */

/** Writes at `to` the `length` bytes from `offset` before it on; overwrites up to 15 bytes more, but none at `end` or beyond. */
// @ts-ignore: decorator
@inline
export function copyMatch(to: usize, offset: usize, length: usize, end: usize): void {
  const stop = to + length;
  if (end - to < length + 15) {
    for (; to < stop; to++) store<u8>(to, load<u8>(to - offset));
    return;
  }
  // A multiple of the offset repeats the same bytes, and from 16 on a vector never reads what it is about to write.
  let distance = offset;
  while (distance < 16) distance += offset;
  const prefix = min<usize>(to + distance - offset, stop);
  for (; to < prefix; to++) store<u8>(to, load<u8>(to - offset));
  for (; to < stop; to += 16) v128.store(to, v128.load(to - distance));
}
