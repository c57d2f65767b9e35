/** Tables of FlatBuffers, in which Arrow's messages are written: every offset is looked at before it is followed, and the sum of all that is read is bounded. */
import { SqlError } from '../../../error.js';

/** The most elements of all vectors of a message together. */
const mostElements = 1 << 20;

export class FlatBuffer {
  readonly #view: DataView;
  #elements = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The table that the buffer begins with. */
  root(): FlatTable {
    return new FlatTable(this, this.follow(0));
  }

  i8(at: number): number {
    return this.#view.getInt8(this.#mustHave(at, 1));
  }
  i16(at: number): number {
    return this.#view.getInt16(this.#mustHave(at, 2), true);
  }
  u16(at: number): number {
    return this.#view.getUint16(this.#mustHave(at, 2), true);
  }
  i32(at: number): number {
    return this.#view.getInt32(this.#mustHave(at, 4), true);
  }
  /** A 64-bit integer that must be one of JavaScript's exact numbers. */
  i64(at: number): number {
    const value = this.#view.getBigInt64(this.#mustHave(at, 8), true);
    if (value > 9007199254740991n || value < -9007199254740991n) throw damaged('a number is too large');
    return Number(value);
  }
  text(at: number): string {
    const length = this.i32(at);
    if (length < 0) throw damaged('a text has less than no bytes');
    this.#mustHave(at + 4, length);
    return new TextDecoder().decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + at + 4, length));
  }

  /** Where an offset leads. */
  follow(at: number): number {
    const target = at + this.#view.getUint32(this.#mustHave(at, 4), true);
    return this.#mustHave(target, 4);
  }

  /** Where the elements of a vector begin, each of so many bytes. */
  vector(at: number, size: number): readonly number[] {
    const length = this.i32(at);
    this.#elements += Math.max(length, 0);
    if (length < 0 || this.#elements > mostElements) throw damaged(`a list has ${length} elements`);
    this.#mustHave(at + 4, length * size);
    return Array.from({ length }, (_, i) => at + 4 + i * size);
  }

  #mustHave(at: number, bytes: number): number {
    if (at >= 0 && at + bytes <= this.#view.byteLength) return at;
    throw damaged('an offset leads out of a message');
  }
}

/** A table; its fields are asked for by their numbers in the schema of the format. */
export class FlatTable {
  readonly #buffer: FlatBuffer;
  readonly #at: number;
  readonly #fields: number;
  readonly #size: number;

  constructor(buffer: FlatBuffer, at: number) {
    this.#buffer = buffer;
    this.#at = at;
    this.#fields = at - buffer.i32(at);
    this.#size = buffer.u16(this.#fields);
  }

  i8(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.i8(at);
  }
  i16(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.i16(at);
  }
  i32(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.i32(at);
  }
  i64(field: number, otherwise: number): number {
    const at = this.#place(field);
    return at === undefined ? otherwise : this.#buffer.i64(at);
  }
  text(field: number): string | undefined {
    const at = this.#place(field);
    return at === undefined ? undefined : this.#buffer.text(this.#buffer.follow(at));
  }
  table(field: number): FlatTable | undefined {
    const at = this.#place(field);
    return at === undefined ? undefined : new FlatTable(this.#buffer, this.#buffer.follow(at));
  }
  tables(field: number): FlatTable[] {
    const at = this.#place(field);
    if (at === undefined) return [];
    return this.#buffer
      .vector(this.#buffer.follow(at), 4)
      .map((each) => new FlatTable(this.#buffer, this.#buffer.follow(each)));
  }
  /** Structs of so many bytes, each read by where it begins. */
  structs<T>(field: number, size: number, read: (buffer: FlatBuffer, at: number) => T): T[] {
    const at = this.#place(field);
    if (at === undefined) return [];
    return this.#buffer.vector(this.#buffer.follow(at), size).map((each) => read(this.#buffer, each));
  }

  #place(field: number): number | undefined {
    const slot = 4 + field * 2;
    if (slot + 2 > this.#size) return undefined;
    const offset = this.#buffer.u16(this.#fields + slot);
    return offset === 0 ? undefined : this.#at + offset;
  }
}

export const damaged = (what: string): SqlError =>
  new SqlError('XX001', `the Arrow data cannot be read: ${what}`, {
    hint: 'It may have been cut off, or be damaged.',
  });
