/** Runs of bits, lowest bit first, as bitmaps of rows have them: copied between any two offsets, set, and asked. */

/** Is the bit set? */
export const bitAt = (bytes: Uint8Array, bit: number): boolean => (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;

/** The eight bits from `bit` on, the first lowest; those beyond the bytes are 0. */
export function eightBits(bytes: Uint8Array, bit: number): number {
  const at = bit >> 3;
  return (((bytes[at] ?? 0) | ((at + 1 < bytes.length ? (bytes[at + 1] ?? 0) : 0) << 8)) >> (bit & 7)) & 0xff;
}

/** Sets `count` bits from the bit `from` on. */
export function setBits(bytes: Uint8Array, from: number, count: number): void {
  let at = from;
  const end = from + count;
  for (; at < end && (at & 7) !== 0; at++) setBit(bytes, at);
  const whole = (end - at) >> 3;
  bytes.fill(0xff, at >> 3, (at >> 3) + whole);
  for (at += whole * 8; at < end; at++) setBit(bytes, at);
}

export function setBit(bytes: Uint8Array, bit: number): void {
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
}

/** Copies `count` bits; those of the target must be 0 before. */
export function copyBits(source: Uint8Array, sourceBit: number, target: Uint8Array, bit: number, count: number): void {
  let done = 0;
  for (; done < count && ((bit + done) & 7) !== 0; done++)
    if (bitAt(source, sourceBit + done)) setBit(target, bit + done);
  const whole = (count - done) >> 3;
  const from = sourceBit + done;
  const to = (bit + done) >> 3;
  const shift = from & 7;
  const first = from >> 3;
  if (shift === 0) target.set(source.subarray(first, first + whole), to);
  else
    for (let i = 0; i < whole; i++)
      target[to + i] = ((source[first + i] ?? 0) >> shift) | (((source[first + i + 1] ?? 0) << (8 - shift)) & 0xff);
  for (done += whole * 8; done < count; done++) if (bitAt(source, sourceBit + done)) setBit(target, bit + done);
}
