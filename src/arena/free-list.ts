/**
 * The free blocks of a linear memory, found by size and by neighbour without looking through all of them: with tens of thousands of frames a
 * search would make the time of each allocation grow with their number. Blocks are kept in lists by class of size, as in Masmano et al.,
 * TLSF: a New Dynamic Memory Allocator for Real-Time Systems; a block that is given back joins the free ones beside it.
 */

/** All sizes are multiples of this, in bytes. */
export const granule = 64;
/** Each power of two has so many classes. */
const classesOfPower = 8;
/** So many blocks of a request's own class are looked at, of which some may be too small. */
const tries = 16;

export class FreeList {
  /** By class, the addresses of its blocks. */
  readonly #classes: Set<number>[] = [];
  /** The size of each block by its address, and its address by its end. */
  readonly #sizes = new Map<number, number>();
  readonly #starts = new Map<number, number>();

  /** The address of a block of `size` bytes, which is free no longer; undefined when there is none. What is left of a larger block stays free. */
  take(size: number): number | undefined {
    const start = this.#find(size);
    if (start === undefined) return undefined;
    const found = this.#remove(start);
    if (found > size) this.#insert(start + size, found - size);
    return start;
  }

  /** Where the block begins that ends there; `end` when there is none. */
  startOfBlockTo(end: number): number {
    return this.#starts.get(end) ?? end;
  }

  /** The same, and the block is free no longer. */
  takeBlockTo(end: number): number {
    const start = this.startOfBlockTo(end);
    if (start !== end) this.#remove(start);
    return start;
  }

  /** Gives a block back. */
  give(start: number, size: number): void {
    const from = this.takeBlockTo(start);
    const end = start + size;
    const to = this.#sizes.has(end) ? end + this.#remove(end) : end;
    this.#insert(from, to - from);
  }

  #find(size: number): number | undefined {
    const own = classOf(size);
    let left = tries;
    for (const start of this.#classes[own] ?? []) {
      if ((this.#sizes.get(start) ?? 0) >= size) return start;
      if (--left === 0) break;
    }
    for (let larger = own + 1; larger < this.#classes.length; larger++) {
      const blocks = this.#classes[larger];
      if (blocks !== undefined && blocks.size > 0) return blocks.values().next().value;
    }
    return undefined;
  }

  #insert(start: number, size: number): void {
    const own = classOf(size);
    while (this.#classes.length <= own) this.#classes.push(new Set());
    this.#classes[own]?.add(start);
    this.#sizes.set(start, size);
    this.#starts.set(start + size, start);
  }

  /** Takes the block from the lists and returns its size. */
  #remove(start: number): number {
    const size = this.#sizes.get(start) ?? 0;
    this.#classes[classOf(size)]?.delete(start);
    this.#sizes.delete(start);
    this.#starts.delete(start + size);
    return size;
  }
}

/** Of two sizes the smaller one is never of a higher class: small sizes have one each, others share by their leading bits. */
function classOf(size: number): number {
  const granules = size / granule;
  if (granules < classesOfPower) return granules;
  const power = 31 - Math.clz32(granules);
  const within = (granules >>> (power - 3)) & (classesOfPower - 1);
  return (power - 2) * classesOfPower + within;
}
