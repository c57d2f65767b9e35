/** Tables of saturating counters, which most predictors are made of: they go up and down with what comes true and stop at their ends. */

/** So many two-bit counters, each weakly for not taken. */
export const counters = (entries: number): Uint8Array => new Uint8Array(entries).fill(1);

/** A two-bit counter's value, for people. */
export const counterText = (value: number): string => `${value} of 3`;

/** A history as letters, T for taken and N for not, the latest last; `bits` of it, the latest in bit 0. */
export function historyText(past: number, bits: number): string {
  let text = '';
  for (let bit = bits - 1; bit >= 0; bit--) text += ((past >>> bit) & 1) === 1 ? 'T' : 'N';
  return text;
}

/** Moves a two-bit counter towards what came true. */
export function train(table: Uint8Array, index: number, taken: boolean): void {
  const before = table[index] ?? 0;
  table[index] = taken ? Math.min(3, before + 1) : Math.max(0, before - 1);
}

/** Moves a counter one up or down, not beyond `least` and `most`. */
export function nudge(table: Int8Array, index: number, up: boolean, least: number, most: number): void {
  const before = table[index] ?? 0;
  table[index] = up ? Math.min(most, before + 1) : Math.max(least, before - 1);
}
