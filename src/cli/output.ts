/** Where a command's data goes: collected in a buffer, written with back-pressure. */
import type { Writable } from 'node:stream';
import { SqlError } from '../error.js';
import type { Sink } from '../outputs/sink.js';
import { printable } from './printable.js';
import { BrokenPipe, Failure, status } from './failure.js';

export class Output implements Sink {
  readonly #stream: Writable;
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #used = 0;
  #error: NodeJS.ErrnoException | undefined;

  static standard(): Output {
    return new Output(process.stdout);
  }

  /** On a file, or `-` for the standard output. */
  static async to(file: string): Promise<Output> {
    // All of Node's streams come with it, five milliseconds' worth.
    return file === '-' ? Output.standard() : new Output((await import('node:fs')).createWriteStream(file));
  }

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#error ??= error;
    });
  }

  /** What people read is a table. */
  get usualFormat(): 'table' | undefined {
    return this.#stream === process.stdout && process.stdout.isTTY ? 'table' : undefined;
  }

  /** Adds a text or a copy of bytes; nothing is written before `flush`. */
  add(data: string | Uint8Array): void {
    const room = typeof data === 'string' ? data.length * 3 : data.length;
    if (this.#used + room > this.#buffer.length) this.#grow(this.#used + room);
    if (typeof data === 'string') this.#used += this.#buffer.write(data, this.#used);
    else {
      this.#buffer.set(data, this.#used);
      this.#used += data.length;
    }
  }

  /** Adds a text for people, whose control characters are shown escaped on a terminal; elsewhere it is as it is. */
  addShown(text: string): void {
    this.add(this.usualFormat === 'table' ? printable(text, '\n\t') : text);
  }

  /** Writes what was added and waits until it is taken. Throws BrokenPipe when nobody reads any more. */
  async flush(): Promise<void> {
    if (this.#used === 0) return;
    const bytes = this.#buffer.subarray(0, this.#used);
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(bytes, (error) => {
        if (error == null) resolve();
        else reject(failure(this.#error ?? error));
      });
    });
    this.#used = 0;
  }

  /** Flushes and, for a file, closes it. */
  async end(): Promise<void> {
    await this.flush();
    if (this.#stream === process.stdout) return;
    await new Promise<void>((resolve, reject) => {
      this.#stream.on('error', (error) => {
        reject(failure(error));
      });
      this.#stream.end(() => {
        resolve();
      });
    });
  }

  #grow(needed: number): void {
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, needed));
    grown.set(this.#buffer.subarray(0, this.#used));
    this.#buffer = grown;
  }
}

function failure(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') return new BrokenPipe();
  return new Failure(status.data, new SqlError('58030', `could not write: ${error.message}`));
}
