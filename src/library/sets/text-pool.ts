/**
 * The bytes of literals that do not fit into their columns. Each is given back by itself, and what is free is used again, so that adding and deleting for years takes no
 * more memory than the most that was there at a time.
 */
import type { Arena } from '../../arena/arena.js';

/** Blocks come in multiples of this. */
const granule = 16;
/** Larger ones are the arena's own. */
const largest = 1024;
const slabBytes = 64 * 1024;

export class TextPool {
  readonly #arena: Arena;
  /** Free blocks by their size in granules. */
  readonly #free: number[][] = [];
  readonly #slabs: number[] = [];
  #next = 0;
  #end = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** The address of a copy of the bytes. */
  add(bytes: Uint8Array): number {
    const address = bytes.length > largest ? this.#arena.allocate(bytes.length) : this.#take(granulesOf(bytes.length));
    this.#arena.views.u8.set(bytes, address);
    return address;
  }

  /** Gives back what `add` gave for so many bytes. */
  delete(address: number, length: number): void {
    if (length > largest) this.#arena.free(address);
    else this.#freeOf(granulesOf(length)).push(address);
  }

  free(): void {
    for (const slab of this.#slabs) this.#arena.free(slab);
    this.#slabs.length = 0;
    this.#free.length = 0;
    this.#next = 0;
    this.#end = 0;
  }

  #freeOf(granules: number): number[] {
    let list = this.#free[granules];
    if (list === undefined) {
      list = [];
      this.#free[granules] = list;
    }
    return list;
  }

  #take(granules: number): number {
    const found = this.#freeOf(granules).pop();
    if (found !== undefined) return found;
    const bytes = granules * granule;
    if (this.#next + bytes > this.#end) {
      this.#giveRest();
      this.#next = this.#arena.allocate(slabBytes);
      this.#end = this.#next + slabBytes;
      this.#slabs.push(this.#next);
    }
    const address = this.#next;
    this.#next += bytes;
    return address;
  }

  /** What is left of a slab is a free block. */
  #giveRest(): void {
    const granules = (this.#end - this.#next) / granule;
    if (granules > 0) this.#freeOf(granules).push(this.#next);
  }
}

const granulesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / granule));
