/**
 * Time zones from the platform's `Intl`, as tables for the runtime (`opcodes/families/core/runtime/zone-table.ts`): the offsets that a zone has had
 * and will have, found by looking at times that lie close enough together and halving the intervals in which the offset changed.
 */

/** Seconds from 1970. */
const utc = (year: number, month = 0): number => Date.UTC(year, month, 1) / 1000;

const DAY = 86_400;
/** Before this year zones had their cities' mean time; after the last one the rules of the platform's data base repeat. */
const FIRST_YEAR = 1800;
/** Changes that are undone again within less than two weeks begin with daylight saving time. */
const DENSE_YEAR = 1900;
const END_YEAR = 2066;
const REPEATED_YEAR = 2038;
const LAST_LISTED_YEAR = 2100;
/** 28 years, in seconds. */
const SAME_CALENDAR = 10_227 * DAY;
/** The table's flag: the years from 2038 on stand for all later ones. */
const REPEATS = 1;
const HEADER = 16;

/** The offset of a zone, in seconds east of Greenwich, at a time in seconds from 1970. */
type OffsetAt = (seconds: number) => number;

function offsetReader(timeZone: string): OffsetAt | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      timeZoneName: 'longOffset',
      year: 'numeric',
      numberingSystem: 'latn',
    });
  } catch {
    return undefined;
  }
  // The text ends with GMT, GMT+01:00 or GMT-00:01:15.
  return (seconds) => {
    const text = format.format(seconds * 1000);
    const [, sign, hours = '0', minutes = '0', rest = '0'] =
      /GMT(?:([-+\u2212])(\d+)(?::(\d+))?(?::(\d+))?)?$/.exec(text) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(rest);
    return sign === undefined || sign === '+' ? offset : -offset;
  };
}

/** The first second after `low` at which the offset is no longer that of `low`; `high` has another one. */
function transitionBetween(offsetAt: OffsetAt, low: number, high: number): number {
  const before = offsetAt(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

interface Transition {
  readonly at: number;
  readonly offset: number;
}

/** All changes between two years, seen when looking every `step` seconds. */
function* transitions(offsetAt: OffsetAt, from: number, to: number, step: number): Generator<Transition> {
  let offset = offsetAt(from);
  for (let low = from; low < to; low += step) {
    const high = Math.min(low + step, to);
    // More than one change may lie between.
    for (let begin = low; offsetAt(high) !== offset; ) {
      begin = transitionBetween(offsetAt, begin, high);
      offset = offsetAt(begin);
      yield { at: begin, offset };
    }
  }
}

function encode(first: number, changes: readonly Transition[], flags: number): Uint8Array {
  const bytes = new Uint8Array(HEADER + changes.length * 8);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, changes.length, true);
  view.setInt32(4, first, true);
  view.setInt32(8, flags, true);
  changes.forEach(({ at, offset }, i) => {
    view.setBigInt64(HEADER + i * 8, (BigInt(at) << 20n) | (BigInt(offset) & 0xfffffn), true);
  });
  return bytes;
}

/** Names that the time zone database made links in 2024, which the platform may still have as zones of their own. */
const links: Readonly<Record<string, string>> = {
  cet: 'Europe/Brussels',
  eet: 'Europe/Athens',
  est: 'America/Panama',
  factory: 'UTC',
  hst: 'Pacific/Honolulu',
  met: 'Europe/Brussels',
  mst: 'America/Phoenix',
  wet: 'Europe/Lisbon',
};

/** PostgreSQL's zones whose names are three letters: the platform also has others, which are abbreviations. */
const shortNames = new Set('cet eet est gmt hst met mst prc roc rok uct utc wet'.split(' '));
const isZoneName = (key: string): boolean => (key.length === 3 ? shortNames.has(key) : !key.startsWith('systemv/'));

const tables = new Map<string, Uint8Array>();

/**
 * The table of a zone by its name (`Europe/Berlin`, in any case), or undefined if the platform does not know it. Its history is the platform's, from
 * 1800 on, to the second; a table takes some 70 ms to make and is kept.
 */
export function zoneTable(name: string): Uint8Array | undefined {
  const key = name.toLowerCase();
  if (!isZoneName(key)) return undefined;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = makeTable(links[key] ?? name);
  if (table !== undefined) tables.set(key, table);
  return table;
}

/** The table of a zone with one offset, in seconds east of Greenwich. */
export const fixedZone = (offset: number): Uint8Array => encode(offset, [], 0);

/** The offsets in a zone's table, in seconds east of Greenwich. */
export function offsetsOf(table: Uint8Array): Set<number> {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const offsets = new Set([view.getInt32(4, true)]);
  for (let i = 0; i < view.getInt32(0, true); i++)
    offsets.add(Number(BigInt.asIntN(20, view.getBigInt64(HEADER + i * 8, true))));
  return offsets;
}

function makeTable(name: string): Uint8Array | undefined {
  const offsetAt = offsetReader(name);
  if (offsetAt === undefined) return undefined;
  const early = [...transitions(offsetAt, utc(FIRST_YEAR), utc(DENSE_YEAR), 30 * DAY)];
  const late = [...transitions(offsetAt, utc(DENSE_YEAR), utc(END_YEAR), 7 * DAY)];
  const changes = [...early, ...late];
  const first = offsetAt(utc(FIRST_YEAR));
  if (!changes.some(({ at }) => at >= utc(REPEATED_YEAR))) return encode(first, changes, 0);
  if (repeats(offsetAt)) return encode(first, changes, REPEATS);
  // Rules that are no rules of a year, such as those by the moon, are listed up to a year from which on nothing changes.
  return encode(first, [...changes, ...transitions(offsetAt, utc(END_YEAR), utc(LAST_LISTED_YEAR), 7 * DAY)], 0);
}

/** Whether the years after the listed ones are like those of the same kind among the listed. */
function repeats(offsetAt: OffsetAt): boolean {
  for (let day = utc(END_YEAR); day < utc(END_YEAR + 28); day += 7 * DAY) {
    // 28 years later the days of the week and the leap years are the same, up to 2100.
    if (offsetAt(day) !== offsetAt(day - SAME_CALENDAR)) return false;
  }
  return true;
}
