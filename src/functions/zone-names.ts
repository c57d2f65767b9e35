/** What the session's time zone calls its offsets, laid into memory for the runtime (`opcodes/families/core/runtime/zone-abbreviation.ts`). */
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import { offsetsOf } from '../arena/zones.js';

interface Word {
  readonly word: string;
  /** Seconds east of Greenwich. */
  readonly offset: number;
  /** From when on, in seconds from 1970; the first word of an offset holds from ever. */
  readonly from: number;
}

const entryBytes = 32;
/** In a zone's table, where the address of its words is. */
const namesCell = 12;
const fromEver = -(2 ** 62);

/** +03 or -0330, as the time zone database calls an offset that has no word. */
export function numericAbbreviation(offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return (offset < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join('');
}

let histories: ReadonlyMap<string, string> | undefined;

/** Loads the words of all zones. */
export async function loadZoneNames(): Promise<void> {
  if (histories !== undefined) return;
  const { zoneAbbreviations } = await import('./zone-abbreviations.generated.js');
  histories = new Map(
    zoneAbbreviations
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [names = '', history = ''] = line.split('|');
        return names.split(' ').map((name) => [name, history] as const);
      }),
  );
}

/** The words of a zone, in the order in which they came into use; an offset that has none is called by its number. */
function wordsOf(zone: string, offsets: ReadonlySet<number>): Word[] | undefined {
  const history = histories?.get(zone.toLowerCase());
  if (history === undefined) return undefined;
  const words = history
    .split(' ')
    .filter((each) => each !== '')
    .map((each): Word => {
      const [word = '', offset, from] = each.split(',');
      return { word, offset: Number(offset), from: from === undefined ? fromEver : Number(from) };
    });
  const named = new Set(words.filter(({ from }) => from === fromEver).map(({ offset }) => offset));
  const unnamed = [...offsets].filter((offset) => !named.has(offset));
  return [...unnamed.map((offset) => ({ word: numericAbbreviation(offset), offset, from: fromEver })), ...words];
}

/** Gives the arena's session zone its words, once; a zone that nobody has named has none. */
export function nameSessionZone(arena: Arena): void {
  const { zone } = arena;
  const at = arena.views.i32[control.sessionZone >> 2] ?? 0;
  if (zone.table === undefined || at === 0 || arena.views.i32[(at + namesCell) >> 2] !== 0) return;
  const offsets = offsetsOf(zone.table);
  const words =
    zone.abbreviation === undefined
      ? wordsOf(zone.name, offsets)
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
