/**
 * What a predicate or expression has in linear memory: made when it is first needed, given back when it is freed, and taken by the arena if others
 * were used later; then it is made again.
 */
import type { Arena } from '../arena/arena.js';
import { Region } from '../arena/region.js';

/**
 * Nothing is watched for its end: a FinalizationRegistry is told only when the event loop turns, and a WeakRef keeps what it refers to until then, so that
 * a loop of `await` would fill the memory. The arena keeps some thousands, whoever they belong to, and takes the others.
 */
export class Owned<T> {
  readonly #arena: Arena;
  readonly #make: () => T;
  #held: Held<T> | undefined;

  constructor(arena: Arena, make: () => T) {
    this.#arena = arena;
    this.#make = make;
  }

  /** Calls `work` with what is owned; what is allocated meanwhile is owned too. */
  use<R>(work: (made: T) => R): R {
    const { made, region } = this.#held?.made === undefined ? this.#makeAnew() : this.#held;
    return region.within(() => work(made as T));
  }

  #makeAnew(): Held<T> {
    // The region knows what is held and not who holds it, so that being watched keeps nothing alive.
    const held: Held<T> = {
      made: undefined,
      region: new Region(this.#arena, () => {
        held.made = undefined;
      }),
    };
    const { region } = held;
    try {
      held.made = region.within(this.#make);
    } catch (error) {
      region.free();
      throw error;
    }
    if (this.#held === undefined) this.#arena.mayReclaim(region);
    else this.#arena.madeAgain(region);
    this.#held = held;
    return held;
  }

  free(): void {
    this.#held?.region.free();
    this.#held = undefined;
  }
}

interface Held<T> {
  made: T | undefined;
  readonly region: Region;
}
