/** What an arena holds after a program was loaded into it, as pieces of memory without the zeros between them. */
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import type { DataPart } from './module-parts.js';

/** So many zeros are cheaper to leave out than to write. */
const gap = 12;

/** The fixed addresses at the beginning, and what was allocated up to `end`. */
export function snapshot(arena: Arena, end: number): DataPart[] {
  const { u8, i64 } = arena.views;
  // The host sets its own clock.
  i64[control.clock >> 3] = 0n;
  return [...pieces(u8, 0, control.runtimeBase), ...pieces(u8, arena.scratchEnd, end)];
}

function pieces(u8: Uint8Array, from: number, to: number): DataPart[] {
  const found: DataPart[] = [];
  let start = -1;
  let last = -1;
  const finish = (): void => {
    if (start >= 0) found.push({ address: start, bytes: u8.slice(start, last + 1) });
    start = -1;
  };
  for (let at = from; at < to; at++) {
    if (u8[at] === 0) continue;
    if (start >= 0 && at - last > gap) finish();
    if (start < 0) start = at;
    last = at;
  }
  finish();
  return found;
}
