/** Reads the numbers, names and sections of a WebAssembly module. */
import { SqlError } from '../error.js';

const decoder = new TextDecoder();

export class Reader {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined || this.at > this.end) throw new SqlError('XX001', 'a WebAssembly module is cut short');
    return value;
  }

  /** An unsigned LEB128 of at most 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
  }

  /** A signed LEB128 whose lowest 32 bits are wanted. */
  i32(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      shift += 7;
      if ((byte & 0x80) === 0) return shift < 32 && (byte & 0x40) !== 0 ? value | (-1 << shift) : value;
    }
  }

  name(): string {
    const length = this.u32();
    return decoder.decode(this.take(length));
  }

  /** The next bytes, as a view. */
  take(length: number): Uint8Array {
    if (this.at + length > this.end) throw new SqlError('XX001', 'a WebAssembly module is cut short');
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  vector<T>(item: () => T): T[] {
    return Array.from({ length: this.u32() }, item);
  }

  /** The bytes that `skip` passes over. */
  passed(skip: () => void): Uint8Array {
    const from = this.at;
    skip();
    return this.bytes.subarray(from, this.at);
  }
}

/** A signed LEB128 of the shortest length. */
export function signed(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0)) {
      bytes.push(byte);
      return Uint8Array.from(bytes);
    }
    bytes.push(byte | 0x80);
  }
}
