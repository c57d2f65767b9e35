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

/** Has decompressing raise 57014 beyond so much work, or never. */
export function limitWork(arena: Arena, units: number | undefined): void {
  // 0 stands for no limit.
  const cell = units === undefined ? 0n : BigInt(Math.max(Math.floor(Math.min(units, 2 ** 60)), 1));
  arena.views.i64[control.workLimit >> 3] = cell;
}
