/** Tables of two-bit saturating counters, which most predictors are made of. */

/** So many counters, each weakly for not taken. */
export const counters = (entries: number): Uint8Array => new Uint8Array(entries).fill(1);

/** Moves a counter towards what came true. */
export function train(table: Uint8Array, index: number, taken: boolean): void {
  const before = table[index] ?? 0;
  table[index] = taken ? Math.min(3, before + 1) : Math.max(0, before - 1);
}
