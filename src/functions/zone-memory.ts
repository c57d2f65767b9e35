/** The tables of the time zones that programs name while they run, in the part of the datetime family's window that its static data leaves free. */
import { zoneTable } from '../arena/zones.js';

/** The second half of the window that begins at 3 × 65,536 (opcodes/language/family.ts). */
export const zoneRegion = { start: 3 * 65_536 + 32_768, end: 4 * 65_536 } as const;

/** The runtime's import `env.find_zone`: the address of a zone's table, given its name's address and length; 0 if the platform has no such zone. */
export type FindZone = (name: number, length: number) => number;

/** The first bytes of the region count how often it has begun anew, so that the runtime can keep an address until then. */
const firstTable = zoneRegion.start + 8;

/** Keeps tables in one linear memory. When the region is full it begins anew. */
export function findZone(memory: WebAssembly.Memory): FindZone {
  const decoder = new TextDecoder();
  const places = new Map<string, number>();
  let next = firstTable;
  return (pointer, length) => {
    const name = decoder.decode(new Uint8Array(memory.buffer, pointer, length)).toLowerCase();
    const known = places.get(name);
    if (known !== undefined) return known;
    const table = zoneTable(name);
    if (table === undefined || table.length > zoneRegion.end - firstTable) return 0;
    if (next + table.length > zoneRegion.end) {
      places.clear();
      next = firstTable;
      const generation = new DataView(memory.buffer, zoneRegion.start, 4);
      generation.setInt32(0, generation.getInt32(0, true) + 1, true);
    }
    const place = next;
    new Uint8Array(memory.buffer).set(table, place);
    places.set(name, place);
    next += table.length;
    return place;
  };
}
