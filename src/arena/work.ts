/** The work that runtime functions have done beyond reading their arguments once: they count it in linear memory, in units of about a nanosecond. */
import type { Arena } from './arena.js';
import { control } from './control.generated.js';

/** The work since the last call. */
export function takeWork(arena: Arena): number {
  const { i64 } = arena.views;
  const work = Number(i64[control.work >> 3] ?? 0n);
  i64[control.work >> 3] = 0n;
  return work;
}

/** Has runtime functions raise 57014 beyond so much work, or beyond so many decompressed bytes. */
export function limitWork(arena: Arena, units = Infinity, decompressed = Infinity): void {
  const { i64 } = arena.views;
  i64[control.workLimit >> 3] = limitCell(units);
  i64[control.decompressed >> 3] = 0n;
  i64[control.decompressedLimit >> 3] = limitCell(decompressed);
}

/** A limit that is spent is not 0, which stands for none. */
const limitCell = (limit: number): bigint => BigInt(Math.max(Math.floor(Math.min(limit, 2 ** 60)), 1));
