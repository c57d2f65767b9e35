/** The tables of the time zones that programs name while they run, in the part of the datetime family's window that its static data leaves free. */
import { zoneTable } from './zones.js';

/** The second half of the window that begins at 3 × 65,536 (opcodes/language/family.ts). */
export const zoneRegion = { start: 3 * 65_536 + 32_768, end: 4 * 65_536 } as const;

/** The runtime's import `env.find_zone`: the address of a zone's table, given its name's address and length; 0 if the platform has no such zone. */
export type FindZone = (name: number, length: number) => number;

/**
 * Keeps tables in one linear memory. When the region is full it begins anew, so that an address is good until the next zone is asked for: the
 * runtime uses a table at once and keeps none.
 */
export function findZone(memory: WebAssembly.Memory): FindZone {
  const decoder = new TextDecoder();
  let places = new Map<string, number>();
  let next: number = zoneRegion.start;
  return (pointer, length) => {
    const name = decoder.decode(new Uint8Array(memory.buffer, pointer, length));
    const known = places.get(name);
    if (known !== undefined) return known;
    const table = zoneTable(name);
    if (table === undefined || table.length > zoneRegion.end - zoneRegion.start) return 0;
    if (next + table.length > zoneRegion.end) {
      places = new Map();
      next = zoneRegion.start;
    }
    const place = next;
    new Uint8Array(memory.buffer).set(table, place);
    places.set(name, place);
    next += table.length;
    return place;
  };
}
