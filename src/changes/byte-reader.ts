/** Reads a message of PostgreSQL's protocol from its bytes: big-endian numbers, texts that end with a zero byte. It never reads past the end. */
import { SqlError } from '../error.js';

/** `ignoreBOM` keeps a byte order mark, which is a character of the value. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes. Raises 22021 for bytes that are none. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8"', {
      hint: 'Set client_encoding to UTF8 in the replication connection.',
    });
  }
}

/** Reading that ends in an error of its own where the bytes end too early: a message's (08P01), a value's (22P03). */
export class ByteReader {
  readonly bytes: Uint8Array;
  /** The place of the next byte. */
  at = 0;
  readonly #view: DataView;
  readonly #what: string;
  readonly #code: '08P01' | '22P03';

  /** @param what names in errors what is read, as in `an Insert message`. */
  constructor(bytes: Uint8Array, what: string, code: '08P01' | '22P03' = '08P01') {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
    this.#code = code;
  }

  /** Bytes not yet read. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.#view.getUint8(this.#next(1));
  }

  i16(): number {
    return this.#view.getInt16(this.#next(2));
  }

  i32(): number {
    return this.#view.getInt32(this.#next(4));
  }

  u32(): number {
    return this.#view.getUint32(this.#next(4));
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#next(8));
  }

  /** A log sequence number. */
  u64(): bigint {
    return this.#view.getBigUint64(this.#next(8));
  }

  f32(): number {
    return this.#view.getFloat32(this.#next(4));
  }

  f64(): number {
    return this.#view.getFloat64(this.#next(8));
  }

  /** A view of the next `length` bytes. To keep it, copy it with `new Uint8Array`: a Buffer's `slice` does not. */
  take(length: number): Uint8Array {
    if (length < 0) throw this.wrong(`a length of ${length}`);
    const from = this.#next(length);
    return this.bytes.subarray(from, from + length);
  }

  /** A text up to its zero byte. */
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw this.#cut();
    const text = decodeUtf8(this.bytes.subarray(this.at, end));
    this.at = end + 1;
    return text;
  }

  /** Raises the error unless all bytes are read. */
  end(): void {
    if (this.left > 0) throw this.wrong(`${this.left} more bytes than it should have`);
  }

  /** The error that says what is wrong with what is read. */
  wrong(has: string): SqlError {
    return new SqlError(this.#code, `${this.#what} has ${has}`, { detail: `At byte ${this.at}.` });
  }

  /** The error of a message that comes where it may not. */
  misplaced(how: string): SqlError {
    return new SqlError(this.#code, `${this.#what} comes ${how}`);
  }

  #next(length: number): number {
    const from = this.at;
    if (length > this.left) throw this.#cut();
    this.at = from + length;
    return from;
  }

  #cut(): SqlError {
    return new SqlError(this.#code, `${this.#what} is cut short`, {
      detail: `It has ${this.bytes.length} bytes, and more are needed at byte ${this.at}.`,
    });
  }
}
