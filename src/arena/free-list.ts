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

/**
 * The addresses of a class's blocks, the one that came last first. An address whose block has gone stays until it is met or there are many such: a Set would be
 * asked to find its first element among the places of all that were deleted before.
 */
interface Blocks {
  starts: number[];
  /** How many of them are blocks of this class. */
  live: number;
}

export class FreeList {
  readonly #classes: Blocks[] = [];
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
    const found = this.#search(own, size);
    if (found !== undefined) return found;
    // Each block of a higher class is large enough.
    for (let larger = own + 1; larger < this.#classes.length; larger++) {
      if ((this.#classes[larger]?.live ?? 0) > 0) return this.#search(larger, size);
    }
    return undefined;
  }

  /** A block of the class that is large enough, of those that came last. */
  #search(ofClass: number, size: number): number | undefined {
    const blocks = this.#classes[ofClass];
    if (blocks === undefined || blocks.live === 0) return undefined;
    const { starts } = blocks;
    let left = tries;
    for (let i = starts.length - 1; i >= 0 && left > 0; i--) {
      const start = starts[i] ?? 0;
      const found = this.#sizes.get(start);
      if (found === undefined || classOf(found) !== ofClass) {
        // The last one takes its place, so that nobody meets it again.
        const last = starts.pop() ?? 0;
        if (i < starts.length) starts[i] = last;
        continue;
      }
      if (found >= size) return start;
      left--;
    }
    return undefined;
  }

  #insert(start: number, size: number): void {
    const own = classOf(size);
    while (this.#classes.length <= own) this.#classes.push({ starts: [], live: 0 });
    this.#sizes.set(start, size);
    this.#starts.set(start + size, start);
    const blocks = this.#classes[own];
    if (blocks === undefined) return;
    blocks.starts.push(start);
    blocks.live++;
    if (blocks.starts.length > 64 && blocks.starts.length > 4 * blocks.live) this.#tidy(blocks, own);
  }

  /** Drops the addresses whose blocks have gone. */
  #tidy(blocks: Blocks, ofClass: number): void {
    blocks.starts = [...new Set(blocks.starts)].filter((start) => {
      const size = this.#sizes.get(start);
      return size !== undefined && classOf(size) === ofClass;
    });
  }

  /** Takes the block from the lists and returns its size. */
  #remove(start: number): number {
    const size = this.#sizes.get(start) ?? 0;
    const blocks = this.#classes[classOf(size)];
    if (blocks !== undefined) blocks.live--;
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
