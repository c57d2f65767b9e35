/** The bytes of a batch's long texts: chunks of linear memory that are filled in order and reused after `clear`. */
import type { Arena } from '../arena/arena.js';

/** The first chunk is small, for the many batches of one row; each next one is twice as large, up to the greatest. */
const leastChunk = 4 * 1024;
const greatestChunk = 256 * 1024;
interface Chunk {
  readonly start: number;
  readonly size: number;
}

export class TextHeap {
  readonly #arena: Arena;
  #chunks: Chunk[] = [];
  #current = 0;
  #used = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Copies the bytes and returns their address. */
  add(bytes: Uint8Array): number {
    let chunk = this.#chunks[this.#current];
    while (chunk !== undefined && this.#used + bytes.length > chunk.size) {
      this.#current++;
      this.#used = 0;
      chunk = this.#chunks[this.#current];
    }
    if (chunk === undefined) {
      const usual = Math.min(leastChunk << Math.min(this.#chunks.length, 6), greatestChunk);
      const size = Math.max(usual, bytes.length);
      chunk = { start: this.#arena.allocate(size), size };
      this.#chunks.push(chunk);
      this.#current = this.#chunks.length - 1;
      this.#used = 0;
    }
    const address = chunk.start + this.#used;
    this.#arena.views.u8.set(bytes, address);
    this.#used += bytes.length;
    return address;
  }

  /** Forgets the texts. A chunk that one long text needed is given back, so that it does not stay for ever. */
  clear(): void {
    for (const chunk of this.#chunks) if (chunk.size > greatestChunk) this.#arena.free(chunk.start);
    this.#chunks = this.#chunks.filter((chunk) => chunk.size <= greatestChunk);
    this.#current = 0;
    this.#used = 0;
  }

  free(): void {
    for (const chunk of this.#chunks) this.#arena.free(chunk.start);
    this.#chunks = [];
    this.#current = 0;
    this.#used = 0;
  }
}
