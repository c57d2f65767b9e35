/** The work that runtime functions have done beyond reading their arguments once: they count it in linear memory, in units of about a nanosecond. */
import { SqlError } from '../error.js';
import type { Arena } from './arena.js';
import { control } from './control.generated.js';

/** The work since the last call. */
export function takeWork(arena: Arena): number {
  const { i64 } = arena.views;
  const work = Number(i64[control.work >> 3] ?? 0n);
  i64[control.work >> 3] = 0n;
  return work;
}

/** Has runtime functions raise 57014 beyond so much work, or beyond so many decompressed bytes, or never. */
export function limitWork(arena: Arena, units: number | undefined, decompressed?: number): void {
  const { i64 } = arena.views;
  i64[control.workLimit >> 3] = limitCell(units);
  i64[control.decompressed >> 3] = 0n;
  i64[control.decompressedLimit >> 3] = limitCell(decompressed);
}

/** 0 stands for no limit. */
const limitCell = (limit: number | undefined): bigint =>
  limit === undefined ? 0n : BigInt(Math.max(Math.floor(Math.min(limit, 2 ** 60)), 1));

/** Counts what the host is about to do for a runtime function. Raises 57014 beyond the limit. */
export function countWork(arena: Arena, units: number): void {
  const { i64 } = arena.views;
  const work = (i64[control.work >> 3] ?? 0n) + BigInt(Math.ceil(units));
  i64[control.work >> 3] = work;
  const limit = i64[control.workLimit >> 3] ?? 0n;
  if (limit !== 0n && work > limit) throw new SqlError('57014', 'canceling statement due to statement timeout');
}
