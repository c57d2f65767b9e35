/** What a predicate or expression holds in linear memory: given back when it is freed, or when nobody refers to it any more. */
interface Freeable {
  free(): void;
}

const forgotten = new FinalizationRegistry<Owned>((owned) => {
  owned.free();
});

export class Owned {
  #things: Freeable[] = [];

  /** `owner` must not be reachable from what is owned, or it would never be forgotten. */
  constructor(owner: object) {
    forgotten.register(owner, this, this);
  }

  add<T extends Freeable>(thing: T): T {
    this.#things.push(thing);
    return thing;
  }

  /** Frees one thing now. */
  release(thing: Freeable | undefined): void {
    if (thing === undefined) return;
    this.#things = this.#things.filter((other) => other !== thing);
    thing.free();
  }

  free(): void {
    forgotten.unregister(this);
    for (const thing of this.#things) thing.free();
    this.#things = [];
  }
}
