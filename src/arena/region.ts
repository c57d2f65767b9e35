/**
 * The blocks of an arena that one owner has, given back together. An owner that can make its blocks again is reclaimable: an arena
 * that runs short takes the blocks of those that were not used lately, so what is forgotten never fills it, whether or not anybody is told of its end.
 */
/** What a region asks of the arena that its blocks lie in. */
interface Owner {
  within<T>(region: Region, work: () => T): T;
  dismiss(region: Region): void;
  free(address: number): void;
}

export class Region {
  readonly #arena: Owner;
  readonly #blocks = new Set<number>();
  /** The bytes of its blocks. */
  bytes = 0;
  /** Since an arena last looked for what it may take. */
  used = true;
  /** How many uses are under way: while there are any, nothing is taken. */
  #uses = 0;
  readonly #onReclaim: () => void;

  /** @param onReclaim is called when its blocks were taken: what they held must be made again. */
  constructor(arena: Owner, onReclaim: () => void = () => undefined) {
    this.#arena = arena;
    this.#onReclaim = onReclaim;
  }

  get inUse(): boolean {
    return this.#uses > 0;
  }

  /** @internal */
  add(address: number, size: number): void {
    this.#blocks.add(address);
    this.bytes += size;
  }
  /** @internal */
  delete(address: number, size: number): void {
    this.#blocks.delete(address);
    this.bytes -= size;
  }

  /** What `work` allocates belongs to the region, and nothing of the region is taken meanwhile. */
  within<T>(work: () => T): T {
    this.#uses++;
    this.used = true;
    try {
      return this.#arena.within(this, work);
    } finally {
      this.#uses--;
    }
  }

  reclaim(): void {
    this.free();
    this.#onReclaim();
  }

  free(): void {
    this.#arena.dismiss(this);
    for (const address of this.#blocks) this.#arena.free(address);
  }
}

/** The regions that an arena may take, in the order in which it looks at them: the clock, or second-chance, rule. */
export class Reclaimable {
  /** Each with its bytes when it came. */
  readonly #regions = new Map<Region, number>();
  /** Of all together. */
  #bytes = 0;
  /** Beyond these, whoever made the regions may have long forgotten most of them. */
  #mostRegions = 4096;
  #mostBytes = 4 * 1024 * 1024;

  /** Adds a region, and takes others when there are many. */
  add(region: Region): void {
    while (this.#regions.size >= this.#mostRegions || this.#bytes + region.bytes > this.#mostBytes) {
      if (!this.takeOne()) break;
    }
    this.#regions.set(region, region.bytes);
    this.#bytes += region.bytes;
  }

  /** More than was thought are alive: a region of so many bytes was taken and is needed after all. */
  allow(bytes: number): void {
    this.#mostRegions += 2;
    this.#mostBytes += 2 * bytes;
  }

  delete(region: Region): void {
    this.#bytes -= this.#regions.get(region) ?? 0;
    this.#regions.delete(region);
  }

  /** Takes the blocks of one region that was not used since the last look, or of the one that was looked at first. False when none may be taken. */
  takeOne(): boolean {
    // Each is passed over at most once for having been used; those in use stay where they are.
    for (let left = this.#regions.size * 2; left > 0; left--) {
      const [first] = this.#regions;
      if (first === undefined) return false;
      const [region, bytes] = first;
      if (region.inUse || region.used) {
        region.used = false;
        this.#regions.delete(region);
        this.#regions.set(region, bytes);
        continue;
      }
      region.reclaim();
      return true;
    }
    return false;
  }
}
