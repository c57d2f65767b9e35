/**
 * pglz and LZ4 as plainly as they can be written, for tests: a compressor that finds some matches, the encodings of literals and
 * matches, and decoders that look at one byte at a time and know every rule.
 */

/** A byte as it is, or `length` bytes repeated from `offset` bytes before. */
export type Item = number | { readonly offset: number; readonly length: number };

interface Format {
  readonly minimum: number;
  readonly maximum: number;
  readonly reach: number;
  /** How many bytes at the end are literals. */
  readonly tail: number;
  readonly encode: (items: readonly Item[]) => Uint8Array;
  /** The bytes, or undefined when they are corrupt or not `rawSize`. */
  readonly decode: (source: Uint8Array, rawSize: number) => Uint8Array | undefined;
}

/** What the items stand for. */
export function expand(items: readonly Item[]): Uint8Array {
  const out: number[] = [];
  for (const item of items) {
    if (typeof item === 'number') out.push(item);
    else for (let n = 0; n < item.length; n++) out.push(out[out.length - item.offset] ?? 0);
  }
  return Uint8Array.from(out);
}

/** Literals, and matches with the last place where the same few bytes began. */
export function itemsOf(bytes: Uint8Array, { minimum, maximum, reach, tail }: Format): Item[] {
  const items: Item[] = [];
  const last = new Map<string, number>();
  let at = 0;
  while (at < bytes.length) {
    const key = bytes.subarray(at, at + minimum).join();
    const found = last.get(key);
    last.set(key, at);
    let length = 0;
    if (found !== undefined && at - found <= reach) {
      const limit = Math.min(maximum, bytes.length - tail - at);
      while (length < limit && bytes[found + length] === bytes[at + length]) length++;
    }
    if (found !== undefined && length >= minimum) items.push({ offset: at - found, length });
    else items.push(bytes[at] ?? 0);
    at += Math.max(length >= minimum ? length : 1, 1);
  }
  return items;
}

function encodePglz(items: readonly Item[]): Uint8Array {
  const out: number[] = [];
  let control = 0;
  items.forEach((item, n) => {
    if (n % 8 === 0) {
      control = out.length;
      out.push(0);
    }
    if (typeof item === 'number') {
      out.push(item);
      return;
    }
    out[control] = (out[control] ?? 0) | (1 << (n % 8));
    const { offset, length } = item;
    out.push(((offset >> 4) & 0xf0) | Math.min(length - 3, 15), offset & 0xff);
    if (length >= 18) out.push(length - 18);
  });
  return Uint8Array.from(out);
}

function decodePglz(source: Uint8Array, rawSize: number): Uint8Array | undefined {
  const out: number[] = [];
  let at = 0;
  let control = 0;
  for (let n = 0; at < source.length && out.length < rawSize; n++) {
    if (n % 8 === 0) {
      control = source[at++] ?? 0;
      if (at === source.length) break;
    }
    if (((control >> (n % 8)) & 1) === 0) {
      out.push(source[at++] ?? 0);
      continue;
    }
    const first = source[at] ?? 0;
    const offset = ((first & 0xf0) << 4) | (source[at + 1] ?? 0);
    at += 2;
    let length = (first & 15) + 3;
    if (length === 18) length += source[at++] ?? 0;
    if (at > source.length || offset === 0 || offset > out.length) return undefined;
    while (length-- > 0 && out.length < rawSize) out.push(out[out.length - offset] ?? 0);
  }
  return at === source.length && out.length === rawSize ? Uint8Array.from(out) : undefined;
}

function encodeLz4(items: readonly Item[]): Uint8Array {
  const out: number[] = [];
  let literals: number[] = [];
  const lengthBytes = (length: number): void => {
    if (length < 15) return;
    let rest = length - 15;
    for (; rest >= 255; rest -= 255) out.push(255);
    out.push(rest);
  };
  const sequence = (match: number): void => {
    out.push((Math.min(literals.length, 15) << 4) | Math.min(match, 15));
    lengthBytes(literals.length);
    out.push(...literals);
    literals = [];
  };
  for (const item of items) {
    if (typeof item === 'number') {
      literals.push(item);
      continue;
    }
    sequence(item.length - 4);
    out.push(item.offset & 0xff, item.offset >> 8);
    lengthBytes(item.length - 4);
  }
  sequence(0);
  return Uint8Array.from(out);
}

function decodeLz4(source: Uint8Array, rawSize: number): Uint8Array | undefined {
  const out: number[] = [];
  let at = 0;
  const long = (nibble: number): number => {
    let length = nibble;
    let byte = nibble === 15 ? 255 : 0;
    while (byte === 255) {
      byte = source[at++] ?? 0;
      length += byte;
    }
    return length;
  };
  while (at < source.length) {
    const token = source[at++] ?? 0;
    const literals = long(token >> 4);
    if (at + literals > source.length || out.length + literals > rawSize) return undefined;
    for (const byte of source.subarray(at, at + literals)) out.push(byte);
    at += literals;
    if (at === source.length) return out.length === rawSize ? Uint8Array.from(out) : undefined;
    if (at + 8 > source.length || out.length + 12 > rawSize) return undefined;
    const offset = (source[at] ?? 0) | ((source[at + 1] ?? 0) << 8);
    at += 2;
    const length = long(token & 15) + 4;
    if (offset === 0 || offset > out.length || out.length + length > rawSize - 5) return undefined;
    for (let n = 0; n < length; n++) out.push(out[out.length - offset] ?? 0);
  }
  return undefined;
}

/** `common/pg_lzcompress.c`. */
export const pglz: Format = { minimum: 3, maximum: 273, reach: 4095, tail: 0, encode: encodePglz, decode: decodePglz };

/** `doc/lz4_Block_format.md`: the last match begins 12 bytes before the end, so the tail here is one of literals. */
export const lz4: Format = {
  minimum: 4,
  maximum: 100_000,
  reach: 65535,
  tail: 12,
  encode: encodeLz4,
  decode: decodeLz4,
};
