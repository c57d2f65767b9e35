/** Columns of random numbers in a memory, for experiments with kernels of their own: far more of them than a predictor can learn. */
import { triple32 } from '../datasets/random.js';

/** A WebAssembly memory of so many bytes at least. */
export const memoryOf = (bytes: number): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });

/** Whole numbers from 0 to `below` - 1, the same for the same seed. */
export function randomColumn(rows: number, below: number, seed: number): Int32Array {
  const key = triple32(seed);
  return Int32Array.from({ length: rows }, (_, row) => Math.floor((triple32(row ^ key) / 2 ** 32) * below));
}

/**
 * Where the next pass begins that works on one slice of so many rows after the other, from the first again after the last. A pass over all of them would be too much to be left alone
 * by other programs, and one over the same few could be learned by a predictor.
 */
export function slices(rows: number, inSlice: number): () => number {
  const count = Math.max(1, Math.floor(rows / inSlice));
  let next = 0;
  return () => {
    const first = next * inSlice;
    next = (next + 1) % count;
    return first;
  };
}

/** How many rows an experiment takes with this effort. */
export const scaledRows = (rows: number, effort: number): number =>
  Math.max(4096, Math.round((rows * Math.min(1, effort)) / 1024) * 1024);
