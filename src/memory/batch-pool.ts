/**
 * Batches that are lent for the time of one use. All predicates over one schema take theirs from here, so a thousand live ones need one batch
 * between them, and a use inside another use gets a batch of its own.
 */
import type { Arena } from '../arena/arena.js';
import { Batch, type BatchColumn } from './batch.js';

/** Batches come in three sizes, so that few kinds are kept: for one row, some, and many. */
const capacities = [64, 512, 4096];
/** How many rows the greatest holds. */
export const lentRows = 4096;
/** So many idle batches are kept. */
const mostIdle = 16;

interface Idle {
  readonly key: string;
  readonly batch: Batch;
}

class BatchPool {
  readonly #arena: Arena;
  /** The one used last is at the end. */
  #idle: Idle[] = [];

  constructor(arena: Arena) {
    this.#arena = arena;
    arena.onShortage(() => {
      this.#keep(0);
    });
  }

  take(key: string, schema: readonly BatchColumn[], capacity: number): Batch {
    const found = this.#idle.findLastIndex((idle) => idle.key === key);
    if (found < 0) return this.#arena.within(undefined, () => new Batch(this.#arena, schema, capacity));
    const [idle] = this.#idle.splice(found, 1);
    return idle?.batch ?? new Batch(this.#arena, schema, capacity);
  }

  give(key: string, batch: Batch): void {
    if (batch.freed) return;
    batch.clear();
    this.#idle.push({ key, batch });
    this.#keep(mostIdle);
  }

  #keep(most: number): void {
    for (const { batch } of this.#idle.splice(0, Math.max(this.#idle.length - most, 0))) batch.free();
  }
}

const pools = new WeakMap<Arena, BatchPool>();
const keys = new WeakMap<readonly BatchColumn[], ReadonlyMap<number, string>>();

/** Equal texts, equal columns and capacities. */
function keyOf(schema: readonly BatchColumn[], capacity: number): string {
  let ofCapacity = keys.get(schema);
  if (ofCapacity === undefined) {
    const columns = JSON.stringify(schema.map(({ name, type, notNull, typmod = -1 }) => [name, type, notNull, typmod]));
    ofCapacity = new Map(capacities.map((size) => [size, `${size} ${columns}`]));
    keys.set(schema, ofCapacity);
  }
  return ofCapacity.get(capacity) ?? '';
}

/** What `work` makes of an empty batch for so many rows, or for as many as are lent at a time. */
export function withBatch<T>(arena: Arena, schema: readonly BatchColumn[], rows: number, work: (batch: Batch) => T): T {
  let pool = pools.get(arena);
  if (pool === undefined) {
    pool = new BatchPool(arena);
    pools.set(arena, pool);
  }
  const capacity = capacities.find((size) => size >= rows) ?? lentRows;
  const key = keyOf(schema, capacity);
  const batch = pool.take(key, schema, capacity);
  try {
    return work(batch);
  } finally {
    pool.give(key, batch);
  }
}
