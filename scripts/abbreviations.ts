/**
 * PostgreSQL's abbreviations of time zones with their offsets, read off PostgreSQL itself: `npx tsx scripts/abbreviations.ts`. An abbreviation
 * stands for one offset, for a zone (where the zone's history no longer has the abbreviation, its offset is the zone's), or for the offsets that
 * a zone has given it over time: then the offset is a step function of the local time, and another one of the instant, found by bisection.
 */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const from = Date.UTC(1850, 0, 1) / 1000;
const to = Date.UTC(2040, 0, 1) / 1000;
const stride = 7 * 86_400;

type Piece = readonly [begin: number, offset: number];
type Way = 'local' | 'instant';

const database = new PGlite();
await database.exec("set timezone = 'UTC'");

/** The offsets east of Greenwich, in seconds, that an abbreviation has at these times. */
async function offsets(abbreviation: string, way: Way, times: readonly number[]): Promise<number[]> {
  const local = `timezone($1, timestamp '1970-01-01' + s * interval '1 second')`;
  const instant = `timezone($1, timestamptz '1970-01-01 00:00:00+00' + s * interval '1 second')`;
  const value = way === 'local' ? `s - extract(epoch from ${local})` : `extract(epoch from ${instant}) - s`;
  const few = Array.from({ length: 400 }, (_, i) => from + Math.floor((i * (to - from)) / 400));
  const weekly = Array.from({ length: Math.floor((to - from) / stride) }, (_, i) => from + i * stride);

  /** Zones by their offsets at a few times. */
  const zonesByOffsets = new Map<string, string[]>();

  /** A zone that has the offsets of an abbreviation at all times. */
  async function zoneOf(abbreviation: string): Promise<string | undefined> {
    const same = async (zone: string, way: Way): Promise<boolean> =>
      String(await offsets(abbreviation, way, weekly)) === String(await offsets(zone, way, weekly));
    for (const zone of zonesByOffsets.get(String(await offsets(abbreviation, 'instant', few))) ?? [])
      if ((await same(zone, 'instant')) && (await same(zone, 'local'))) return zone;
    return undefined;
  }

  const zones = (
    await database.query<{ name: string }>(`select name from pg_timezone_names where name like '%/%' order by 1`)
  ).rows;
  for (const { name } of zones) {
    const key = String(await offsets(name, 'instant', few));
    zonesByOffsets.set(key, [...(zonesByOffsets.get(key) ?? []), name]);
  }
  const { rows } = await database.query<{ o: number }>(
    `select (${value})::int as o from unnest($2::float8[]) with ordinality as t(s, i) order by i`,
    [abbreviation, times],
  );
  return rows.map((row) => row.o);
}

/** Halves all of the intervals at once until each is one second. */
async function bisect(abbreviation: string, way: Way, low: number[], high: number[], before: number[]): Promise<void> {
  while (low.some((l, i) => (high[i] ?? l) - l > 1)) {
    const middle = low.map((l, i) => Math.floor((l + (high[i] ?? l)) / 2));
    const found = await offsets(abbreviation, way, middle);
    middle.forEach((m, i) => ((found[i] === before[i] ? low : high)[i] = m));
  }
}

async function pieces(abbreviation: string, way: Way): Promise<Piece[]> {
  const times = Array.from({ length: Math.floor((to - from) / stride) }, (_, i) => from + i * stride);
  const found = await offsets(abbreviation, way, times);
  const at = found.flatMap((offset, i) => (i > 0 && offset !== found[i - 1] ? [i] : []));
  const low = at.map((i) => times[i - 1] ?? from);
  const high = at.map((i) => times[i] ?? from);
  await bisect(
    abbreviation,
    way,
    low,
    high,
    at.map((i) => found[i - 1] ?? 0),
  );
  return [[-(2 ** 43), found[0] ?? 0], ...at.map((i, k): Piece => [high[k] ?? from, found[i] ?? 0])];
}

/** A zone that has the offsets of an abbreviation at all times. */
async function zoneOf(abbreviation: string, zones: readonly string[]): Promise<string | undefined> {
  const few = Array.from({ length: 400 }, (_, i) => from + Math.floor((i * (to - from)) / 400));
  const all = Array.from({ length: Math.floor((to - from) / stride) }, (_, i) => from + i * stride);
  const same = async (zone: string, times: number[], way: Way): Promise<boolean> => {
    const [a, b] = [await offsets(abbreviation, way, times), await offsets(zone, way, times)];
    return a.every((offset, i) => offset === b[i]);
  };
  for (const zone of zones)
    if ((await same(zone, few, 'instant')) && (await same(zone, all, 'instant')) && (await same(zone, all, 'local')))
      return zone;
  return undefined;
}

const zones = (
  await database.query<{ name: string }>(`select name from pg_timezone_names where name like '%/%' order by 1`)
).rows;
const { rows } = await database.query<{ abbrev: string }>(
  'select lower(abbrev) as abbrev from pg_timezone_abbrevs order by 1',
);
const all: { name: string; local: Piece[]; instant: Piece[]; zone: string | undefined }[] = [];
for (const { abbrev } of rows) {
  const [local, instant] = [await pieces(abbrev, 'local'), await pieces(abbrev, 'instant')];
  const isFixed = local.length === 1 && instant.length === 1;
  all.push({ name: abbrev, local, instant, zone: isFixed ? undefined : await zoneOf(abbrev) });
}
await database.close();

/** A piece in 64 bits: when it begins, in seconds from 1970, above 20 bits of offset. */
const packed = ([begin, offset]: Piece): bigint => (BigInt(begin) << 20n) | (BigInt(offset) & 0xfffffn);
const steps: string[] = [];
const entries: string[] = [];
let names = '';
let count = 0;
for (const { name, local, instant, zone } of all) {
  if (name.length > 8) throw new Error(`the abbreviation ${name} is longer than eight letters`);
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  const isFixed = local.length === 1 && instant.length === 1;
  // The lowest byte is the kind: 0 an offset, 1 a zone by its name (its place, and its length), 2 pieces (how many, and their place).
  let value = (BigInt(local[0]?.[1] ?? 0) & 0xffffffffn) << 32n;
  if (zone !== undefined) {
    value = 1n | (BigInt(zone.length) << 8n) | (BigInt(names.length) << 32n);
    names += zone;
  } else if (!isFixed) {
    const both = [...local, ...instant];
    value = 2n | BigInt((local.length << 8) | (instant.length << 16)) | (BigInt(count) << 32n);
    steps.push(`  ${both.map((piece) => packed(piece).toString()).join(', ')}, // ${name}`);
    count += both.length;
  }
  entries.push(
    `  0x${head.readBigUInt64LE(0).toString(16)}, 0x${value.toString(16)}, // ${[name, zone].join(' ').trim()}`,
  );
}
const output = new URL('../opcodes/families/datetime/runtime/abbreviations.generated.ts', import.meta.url);
writeFileSync(
  output,
  `// Generated by scripts/abbreviations.ts; do not edit.
export const ABBREVIATION_COUNT: i32 = ${all.length};
export const ABBREVIATIONS = memory.data<u64>([
${entries.join('\n')}
]);
export const ABBREVIATION_PIECES = memory.data<i64>([
${steps.join('\n')}
]);
export const ABBREVIATION_ZONES = memory.data<u8>([${[...Buffer.from(names, 'latin1')].join(', ')}]);
`,
);
process.stdout.write(`${all.length} abbreviations, ${count} pieces\n`);
