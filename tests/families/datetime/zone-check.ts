/** Compares the offsets of a zone's table with PostgreSQL's, around every change and at many times between. */
import { zoneTable } from '../../../src/arena/zones.js';
import type { Oracle } from './oracle.js';

const DAY = 86_400;
const from = Date.UTC(1900, 0, 1) / 1000;
const to = Date.UTC(2037, 11, 31) / 1000;

interface Change {
  readonly at: number;
  readonly offset: number;
}

function changesOf(table: Uint8Array): Change[] {
  const view = new DataView(table.buffer);
  const changes = [{ at: -Infinity, offset: view.getInt32(4, true) }];
  for (let i = 0; i < view.getInt32(0, true); i++) {
    const packed = view.getBigInt64(16 + i * 8, true);
    changes.push({ at: Number(packed >> 20n), offset: Number(BigInt.asIntN(20, packed)) });
  }
  return changes;
}

/** The times, in seconds from 1970, at which the two differ; undefined if the platform does not know the zone. */
export async function zoneDifferences(oracle: Oracle, zone: string): Promise<number[] | undefined> {
  const table = zoneTable(zone);
  if (table === undefined) return undefined;
  const changes = changesOf(table);
  const around = changes.flatMap(({ at }) => [at - 1, at, at + 1, at + 3 * DAY]).filter((at) => at >= from && at <= to);
  const between = Array.from({ length: 500 }, (_, i) => from + Math.floor(((to - from) * i) / 500));
  const times = [...around, ...between].sort((a, b) => a - b);
  // As the session's zone, because an abbreviation of the same name would come first elsewhere.
  await oracle.setZone(zone);
  const rows = await oracle.query<{ offset: number }>(
    `select extract(timezone from to_timestamp(s))::int as "offset"
     from unnest($1::float8[]) with ordinality as t(s, i) order by i`,
    [times],
  );
  let next = 0;
  return times.filter((time, i) => {
    while ((changes[next + 1]?.at ?? Infinity) <= time) next++;
    return changes[next]?.offset !== rows[i]?.offset;
  });
}
