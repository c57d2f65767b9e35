/**
 * PostgreSQL's abbreviations of time zones, from its file `timezonesets/Default`: `npx tsx scripts/abbreviations.ts`. An abbreviation stands for one
 * offset, or for a zone. Where the zone's history no longer has the abbreviation, its offset is the zone's; where it has, the offset is a step
 * function of the local time, and another one of the instant: these are read off PostgreSQL by bisection.
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
    middle.forEach((m, i) => {
      (found[i] === before[i] ? low : high)[i] = m;
    });
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

const weekly = Array.from({ length: Math.floor((to - from) / stride) }, (_, i) => from + i * stride);

/** Whether an abbreviation has the offsets of a zone at all times. */
async function isLike(abbreviation: string, zone: string): Promise<boolean> {
  const same = async (way: Way): Promise<boolean> =>
    String(await offsets(abbreviation, way, weekly)) === String(await offsets(zone, way, weekly));
  return (await same('local')) && (await same('instant'));
}

interface Abbreviation {
  readonly name: string;
  readonly zone?: string;
  /** Seconds east of Greenwich. */
  readonly offset: number;
  readonly local: readonly Piece[];
  readonly instant: readonly Piece[];
}

async function abbreviation(name: string, value: string): Promise<Abbreviation> {
  if (/^-?\d+$/.test(value)) return { name, offset: Number(value), local: [], instant: [] };
  if (await isLike(name, value)) return { name, zone: value, offset: 0, local: [], instant: [] };
  return { name, zone: value, offset: 0, local: await pieces(name, 'local'), instant: await pieces(name, 'instant') };
}

const { rows } = await database.query<{ text: string }>(
  `select pg_read_file(setting || '/timezonesets/Default') as text from pg_config where name = 'SHAREDIR'`,
);
const all: Abbreviation[] = [];
for (const line of rows[0]?.text.split('\n') ?? []) {
  const [name, value] = line.replace(/#.*/, '').trim().split(/\s+/);
  if (name !== undefined && value !== undefined) all.push(await abbreviation(name.toLowerCase(), value));
}
await database.close();
all.sort((a, b) => (a.name < b.name ? -1 : 1));

/** A piece in 64 bits: when it begins, in seconds from 1970, above 20 bits of offset. */
const packed = ([begin, offset]: Piece): bigint => (BigInt(begin) << 20n) | (BigInt(offset) & 0xfffffn);
const steps: string[] = [];
const entries: string[] = [];
let names = '';
let count = 0;
for (const { name, zone, offset, local, instant } of all) {
  if (name.length > 8) throw new Error(`the abbreviation ${name} is longer than eight letters`);
  const bytes = Buffer.alloc(16);
  bytes.write(name, 'latin1');
  if (zone === undefined) {
    bytes.writeInt32LE(offset, 12);
  } else {
    bytes[8] = 1;
    bytes[9] = zone.length;
    bytes[10] = local.length;
    bytes[11] = instant.length;
    bytes.writeUInt16LE(names.length, 12);
    bytes.writeUInt16LE(count, 14);
    names += zone;
    if (local.length > 0)
      steps.push(`  ${[...local, ...instant].map((piece) => packed(piece).toString()).join(', ')}, // ${name}`);
    count += local.length + instant.length;
  }
  const words = [0, 8].map((at) => `0x${bytes.readBigUInt64LE(at).toString(16)}`);
  entries.push(`  ${words.join(', ')}, // ${[name, zone].join(' ').trim()}`);
}
const output = new URL('../opcodes/families/datetime/runtime/abbreviations.generated.ts', import.meta.url);
writeFileSync(
  output,
  `// Generated by scripts/abbreviations.ts; do not edit.
/**
 * In the order of their names, 16 bytes each: eight of the name, and then either 0 and at 12 the offset in seconds east of Greenwich, or 1, the
 * length of the zone's name, how many pieces there are over local times and over instants, the place of the name, and that of the pieces.
 */
export const ABBREVIATION_COUNT: i32 = ${all.length};
export const ABBREVIATIONS = memory.data<u64>([
${entries.join('\n')}
]);
/** From when on, in seconds from 1970 times 2^20, and in the lowest 20 bits the offset. */
export const ABBREVIATION_PIECES = memory.data<i64>([
${steps.join('\n')}
]);
export const ABBREVIATION_ZONES = memory.data<u8>([${[...Buffer.from(names, 'latin1')].join(', ')}]);
`,
);
process.stdout.write(`${all.length} abbreviations, ${count} pieces\n`);
