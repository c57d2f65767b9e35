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
