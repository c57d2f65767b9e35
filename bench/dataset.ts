/** The dataset `demo` as the batches that a scan takes one after the other. */
import { demoSchema, fillDemo } from '../src/datasets/demo.js';
import type { Arena } from '../src/arena/arena.js';
import { Batch } from '../src/memory/batch.js';

export { demoSchema };

/** Batches that hold `rows` rows together, `batchRows` each, the last one what is left. */
export function demoBatches(arena: Arena, rows: number, batchRows: number, seed: number): readonly Batch[] {
  const batches: Batch[] = [];
  for (let first = 0; first < rows; first += batchRows) {
    const size = Math.min(batchRows, rows - first);
    const batch = new Batch(arena, demoSchema, size);
    fillDemo(batch, { seed, first, rows: size });
    batches.push(batch);
  }
  return batches;
}
