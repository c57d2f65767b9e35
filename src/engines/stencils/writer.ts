/** A growing buffer of bytes, with WebAssembly's number encodings. */
import { SqlError } from '../../error.js';

/** V8's limit for the size of one function's body. */
const maximumBytes = 7_654_321;

export class Writer {
  #bytes = new Uint8Array(16_384);
  #view = new DataView(this.#bytes.buffer);
  length = 0;

  /** Forgets what was written, but keeps the buffer. */
  reset(): void {
    this.length = 0;
  }

  /** The bytes written so far, as a view that the next write may replace. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    if (this.length + count > maximumBytes) {
      throw new SqlError('54000', 'the compiled expression is too large', {
        hint: 'Use the engine "closure" or "switch", or split the predicate.',
      });
    }
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + count));
    grown.set(this.bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = value;
  }

  bytesOf(list: readonly number[]): void {
    const count = list.length;
    this.#reserve(count);
    for (let i = 0; i < count; i++) this.#bytes[this.length++] = list[i] ?? 0;
  }

  copy(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    // A stencil's runs are a few bytes, for which a loop is faster than `set`.
    if (bytes.length > 32) this.#bytes.set(bytes, this.length);
    else for (let i = 0; i < bytes.length; i++) this.#bytes[this.length + i] = bytes[i] ?? 0;
    this.length += bytes.length;
  }

  /** A part of what another one has written. */
  copyOf(other: Writer, from: number, to: number): void {
    this.#reserve(to - from);
    this.#bytes.set(other.#bytes.subarray(from, to), this.length);
    this.length += to - from;
  }

  /** An unsigned LEB128 of the shortest length. */
  u32(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** An unsigned LEB128 padded to 3 bytes: what indices and branch depths are patched with. */
  padded(value: number): void {
    this.#reserve(3);
    this.#bytes[this.length++] = (value & 0x7f) | 0x80;
    this.#bytes[this.length++] = ((value >>> 7) & 0x7f) | 0x80;
    this.#bytes[this.length++] = (value >>> 14) & 0x7f;
  }

  /** A number below 8192 as a LEB128 of 2 bytes, signed or unsigned. */
  short(value: number): void {
    this.#reserve(2);
    this.#bytes[this.length++] = (value & 0x7f) | 0x80;
    this.#bytes[this.length++] = value >>> 7;
  }

  /** Writes once more what has been written `from` one place `to` another. To the short numbers `at` the first `count` of these places is added what is in `steps`, so many `times`. */
  repeat(
    from: number,
    to: number,
    at: readonly number[],
    steps: readonly number[],
    count: number,
    times: number,
  ): void {
    const size = to - from;
    this.#reserve(size);
    const bytes = this.#bytes;
    const moved = this.length - from;
    // As in `copy`, a few bytes are faster in a loop.
    if (size > 64) bytes.copyWithin(this.length, from, to);
    else for (let i = 0; i < size; i++) bytes[this.length + i] = bytes[from + i] ?? 0;
    this.length += size;
    for (let i = 0; i < count; i++) {
      const place = at[i] ?? from;
      const value = ((bytes[place] ?? 0) & 0x7f) + ((bytes[place + 1] ?? 0) << 7) + (steps[i] ?? 0) * times;
      bytes[place + moved] = (value & 0x7f) | 0x80;
      bytes[place + moved + 1] = value >>> 7;
    }
  }

  /** A signed LEB128 of the shortest length. */
  s32(value: number): void {
    let rest = value;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** A signed LEB128 padded to 5 bytes. */
  paddedI32(value: number): void {
    this.#reserve(5);
    for (let i = 0; i < 4; i++) this.#bytes[this.length++] = ((value >> (7 * i)) & 0x7f) | 0x80;
    this.#bytes[this.length++] = (value >> 28) & 0x7f;
  }

  /** A signed LEB128 padded to 10 bytes. */
  paddedI64(value: bigint): void {
    this.#reserve(10);
    for (let i = 0n; i < 9n; i++) this.#bytes[this.length++] = Number((value >> (7n * i)) & 0x7fn) | 0x80;
    this.#bytes[this.length++] = Number((value >> 63n) & 0x7fn);
  }

  f32(value: number): void {
    this.#reserve(4);
    this.#view.setFloat32(this.length, value, true);
    this.length += 4;
  }

  f64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** A section: its number, its size (padded to 5 bytes, because it is known only afterwards) and its content. */
  section(id: number, content: () => void): void {
    this.byte(id);
    this.sized(content);
  }

  /** Content with its size in bytes before it. */
  sized(content: () => void): void {
    this.#reserve(5);
    const at = this.length;
    this.length += 5;
    content();
    const size = this.length - at - 5;
    for (let i = 0; i < 4; i++) this.#bytes[at + i] = ((size >>> (7 * i)) & 0x7f) | 0x80;
    this.#bytes[at + 4] = (size >>> 28) & 0x0f;
  }

  name(text: string): void {
    this.u32(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }
}
