/** What the session's time zone calls its offsets, laid into memory for the runtime (`opcodes/families/core/runtime/zone-abbreviation.ts`). */
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import { offsetsOf } from '../arena/zones.js';
import { fromEver } from './zone-word.js';

const entryBytes = 32;
/** In a zone's table, where the address of its words is. */
const namesCell = 12;

let wordsOf: typeof import('./zone-words.js').wordsOf | undefined;

/** Loads the words of all zones. */
export async function loadZoneNames(): Promise<void> {
  ({ wordsOf } = await import('./zone-words.js'));
}

/** Gives the arena's session zone its words, once; a zone that nobody has named has none. */
export function nameSessionZone(arena: Arena): void {
  const { zone } = arena;
  const at = arena.views.i32[control.sessionZone >> 2] ?? 0;
  if (zone.table === undefined || at === 0 || arena.views.i32[(at + namesCell) >> 2] !== 0) return;
  const offsets = offsetsOf(zone.table);
  const words =
    zone.abbreviation === undefined
      ? wordsOf?.(zone.name, offsets)
      : [...offsets].map((offset) => ({ word: zone.abbreviation ?? '', offset, from: fromEver }));
  if (words === undefined) return;
  const names = arena.within(undefined, () => arena.allocate(8 + words.length * entryBytes));
  const { u8, i32, i64 } = arena.views;
  i32[names >> 2] = words.length;
  words.forEach(({ word, offset, from }, i) => {
    const entry = names + 8 + i * entryBytes;
    // PostgreSQL prints ten characters of a word at most; the entry has room for sixteen.
    const letters = new TextEncoder().encode(word).subarray(0, 16);
    i64[entry >> 3] = BigInt(from);
    i32[(entry + 8) >> 2] = offset;
    i32[(entry + 12) >> 2] = letters.length;
    u8.set(letters, entry + 16);
  });
  i32[(at + namesCell) >> 2] = names;
}
