/** Finds the first byte that is not UTF-8, or is zero, which no PostgreSQL text may contain (common/wchar.c, pg_utf8_islegal). */

export interface Utf8Prefix {
  /** How many leading bytes are whole, valid characters. */
  readonly length: number;
  /** The bytes after them cannot be the beginning of a character. */
  readonly broken: boolean;
}

/** Node's own search and check, which look at many bytes at once (a Uint8Array's `includes` does not); absent elsewhere. */
interface NodeBuffer {
  readonly isUtf8?: (bytes: Uint8Array) => boolean;
  readonly Buffer: {
    from(memory: ArrayBufferLike, start: number, length: number): { includes(byte: number): boolean };
  };
}
const nodeBuffer = (
  globalThis as { process?: { getBuiltinModule?: (name: string) => NodeBuffer | undefined } }
).process?.getBuiltinModule?.('node:buffer');

/** Is all of it whole characters and none zero, as far as Node can say? */
function isWhole(bytes: Uint8Array): boolean {
  if (nodeBuffer?.isUtf8?.(bytes) !== true) return false;
  return !nodeBuffer.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(0);
}

/** The longest valid prefix of the bytes. */
export function validPrefix(bytes: Uint8Array): Utf8Prefix {
  const end = bytes.length;
  if (isWhole(bytes)) return { length: end, broken: false };
  let at = 0;
  for (;;) {
    while (at < end && isAscii(bytes[at] ?? 0)) at++;
    if (at >= end) return { length: end, broken: false };
    const size = bytes[at] === 0 ? -1 : characterSize(bytes, at, end);
    if (size <= 0) return { length: at, broken: size < 0 };
    at += size;
  }
}

/** ASCII, but not zero. */
const isAscii = (byte: number): boolean => byte < 0x80 && byte !== 0;

/** Bytes of the character at `at` (2 to 4), 0 when it is cut off by the end, -1 when it is invalid. */
function characterSize(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at] ?? 0;
  const size =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (size === 0) return -1;
  // The second byte rules out overlong forms, surrogates and what is beyond U+10FFFF.
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = at + 1; i < at + size; i++) {
    if (i >= end) return 0;
    const byte = bytes[i] ?? 0;
    if (byte < low || byte > high) return -1;
    low = 0x80;
    high = 0xbf;
  }
  return size;
}
