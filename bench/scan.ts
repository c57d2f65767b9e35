/** What is timed: one run over a batch. */
import type { Batch } from '../src/memory/batch.js';

/** Runs a batch; returns the address of the bitmap. */
export type Scan = (batch: Batch) => number;
