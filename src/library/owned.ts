/** What a predicate or expression holds in linear memory: given back when it is freed, or when nobody refers to it any more. */
import { Region, type Arena } from '../arena/arena.js';

const forgotten = new FinalizationRegistry<Region>((region) => {
  region.free();
});

/**
 * Held by its owner only. V8 moves what is watched to the old generation at once, with all that is to be used when it is forgotten, and there it stays until a
 * full collection; so this small object is watched, not its owner, and only addresses are kept for the end.
 */
export class Owned {
  readonly #arena: Arena;
  readonly #region: Region;

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#region = new Region(arena);
    forgotten.register(this, this.#region, this);
  }

  /** What `work` allocates in the arena is owned. */
  within<T>(work: () => T): T {
    return this.#arena.within(this.#region, work);
  }

  free(): void {
    forgotten.unregister(this);
    this.#region.free();
  }
}
