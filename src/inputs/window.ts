/**
 * The part of a text that is in linear memory at the moment, so that values are parsed, and texts stay, where they were read. It is a block
 * that holds the bytes not consumed yet and grows when a single row does not fit.
 */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { TextSource, type ByteChunks } from './text-source.js';

const lineFeed = 0x0a;
const usualSize = 1024 * 1024;
/** Bytes behind the text that may be read with its last ones, whatever they are (wasm/rows). */
const readBeyond = 64;
/** How long nothing may come before the first rows are looked at, in milliseconds. */
export const patience = 1000;
/** The most bytes of one row. A quote that is never closed would take the rest of the input otherwise. */
const largestSize = 64 * 1024 * 1024;

export class Window {
  /** The address of the first byte that is not consumed. */
  start: number;
  /** The address after the last byte, where a line feed stands, so that a search for one ends. */
  end: number;
  /** The text has no more bytes than these. */
  final = false;
  readonly #arena: Arena;
  readonly #source: TextSource;
  #block: number;
  #size = usualSize;
  #closed = false;
  /** The next chunk, where it has been asked for and has not come. */
  #coming: Promise<Uint8Array | undefined> | undefined;
  /** What did not fit yet of the last chunk. */
  #rest: Uint8Array = new Uint8Array(0);

  constructor(arena: Arena, chunks: ByteChunks) {
    this.#arena = arena;
    this.#source = new TextSource(chunks);
    this.#block = arena.allocate(this.#size + readBeyond);
    this.start = this.#block;
    this.end = this.#block;
  }

  /** Why the text ended early, once `final`. */
  get fault(): SqlError | undefined {
    return this.#source.fault;
  }

  /**
   * Moves what is not consumed to the front and adds the next bytes: one chunk or what fits of it. For a row that is longer than usual it fills
   * the window, so that it is not looked at again for each chunk. All addresses change.
   */
  async refill(): Promise<void> {
    const long = this.end - this.start >= usualSize;
    this.#makeRoom();
    await this.#append();
    if (long) await this.fillUp();
  }

  async #append(): Promise<void> {
    if (this.#rest.length === 0) {
      const chunk = await this.#next();
      this.#coming = undefined;
      if (chunk === undefined) this.final = true;
      else this.#rest = chunk;
    }
    const taken = this.#rest.subarray(0, this.#limit - this.end);
    const { u8 } = this.#arena.views;
    u8.set(taken, this.end);
    this.end += taken.length;
    u8[this.end] = lineFeed;
    this.#rest = this.#rest.subarray(taken.length);
  }

  /**
   * Refills until the window is full or the text has ended, for a look at the first rows; also until nothing has come for so many milliseconds, once
   * a line is there: who writes into a pipe line by line wants them to be answered.
   */
  async fillUp(patience = Number.POSITIVE_INFINITY): Promise<void> {
    while (!this.final && this.end < this.#limit) {
      if (patience < Number.POSITIVE_INFINITY && this.#hasLine && !(await this.#comesWithin(patience))) return;
      await this.#append();
    }
  }

  get #hasLine(): boolean {
    const found = this.#arena.views.u8.indexOf(lineFeed, this.start);
    return found >= 0 && found < this.end;
  }

  #next(): Promise<Uint8Array | undefined> {
    this.#coming ??= this.#source.next();
    // Its error is that of whoever waits for it.
    this.#coming.catch(() => undefined);
    return this.#coming;
  }

  async #comesWithin(milliseconds: number): Promise<boolean> {
    if (this.#rest.length > 0) return true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    try {
      return await Promise.race([this.#next().then(() => true), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Skips the byte order mark that some programs begin a UTF-8 file with. */
  async skipByteOrderMark(): Promise<void> {
    while (!this.final && this.end - this.start < 3) await this.refill();
    const { u8 } = this.#arena.views;
    if (
      this.end - this.start >= 3 &&
      u8[this.start] === 0xef &&
      u8[this.start + 1] === 0xbb &&
      u8[this.start + 2] === 0xbf
    )
      this.start += 3;
  }

  /** Ends the source and gives the memory back. */
  async close(): Promise<void> {
    const closed = this.#source.close();
    // A source that waits for its next bytes ends when they come: nobody else need wait.
    if (this.#coming === undefined) await closed;
    else closed.catch(() => undefined);
    if (this.#closed) return;
    this.#closed = true;
    this.#arena.free(this.#block);
  }

  /** The address that the text may reach: a byte is kept for the line feed after it. */
  get #limit(): number {
    return this.#block + this.#size - 1;
  }

  #makeRoom(): void {
    const held = this.end - this.start;
    if (held < this.#size - 1) {
      if (this.start > this.#block) this.#arena.views.u8.copyWithin(this.#block, this.start, this.end);
    } else {
      if (this.#size >= largestSize) throw new SqlError('54000', `a row is longer than ${largestSize} bytes`);
      const block = this.#arena.allocate(this.#size * 2 + readBeyond);
      this.#arena.views.u8.copyWithin(block, this.start, this.end);
      this.#arena.free(this.#block);
      this.#block = block;
      this.#size *= 2;
    }
    this.start = this.#block;
    this.end = this.#block + held;
  }
}
