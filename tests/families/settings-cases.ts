/** Sessions, and random expressions that their settings matter to. */
import type { SessionSettings } from '../../src/arena/settings.js';
import { quote } from './asking.js';
import { date, interval, type Random, timestamp, timestamptz } from './datetime/random.js';

const zones = [
  ...['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Europe/London', 'Asia/Tehran', 'GMT', 'Pacific/Apia'],
  ...['+5.5', '-3.25', 'FOO+3', '<abc>-2:30', '+02:00', 'europe/moscow'],
];
const intervalStyles = ['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'];
/** Each style of dates with each order. */
export const sessions: readonly Required<SessionSettings>[] = ['ISO', 'SQL', 'Postgres', 'German'].flatMap((style, s) =>
  ['MDY', 'DMY', 'YMD'].map((order, o) => ({
    timeZone: zones[s * 3 + o] ?? 'UTC',
    dateStyle: `${style}, ${order}`,
    intervalStyle: intervalStyles[(s + o) % 4] ?? 'postgres',
  })),
);

/** Dates whose parts may be in any order, with words, and with two digits of year. */
function ambiguous(r: Random): string {
  const part = (): string => r.of(['1', '02', '3', '12', '13', '28', '31', '70', '99', '1999', '2024']);
  const month = r.of(['Jan', 'february', 'Mar']);
  const separator = r.of(['/', '-', '.', ' ']);
  const parts = [part(), r.chance(0.3) ? month : part(), part()];
  return parts.join(separator);
}

/** After 1900, when clocks had zones; abbreviations are those of some zone of the tests. */
function zoned(r: Random): string {
  const word = r.of([
    'CET',
    'CEST',
    'EST',
    'IST',
    'BST',
    'GMT',
    'MSK',
    'LMT',
    'UTC',
    '+03',
    'FOO',
    'Europe/Paris',
    'MSD',
    '-03',
  ]);
  return `${1901 + r.below(130)}-0${1 + r.below(9)}-1${r.below(10)} 0${r.below(10)}:30 ${word}`;
}

const signed = (r: Random): string =>
  `${r.of(['', '-', '+'])}${r.below(40)} ${r.of(['', '-', '+'])}${r.below(20)}:${10 + r.below(50)}:${10 + r.below(50)}`;

/** An expression of a random kind. */
export function expressionOf(r: Random): string {
  const instant = (): string => `timestamptz ${quote(r.chance(0.5) ? timestamptz(r) : timestamp(r))}`;
  const kinds: readonly (() => string)[] = [
    () => `date ${quote(ambiguous(r))}`,
    () => `timestamp ${quote(`${ambiguous(r)} 10:11:12.5`)}`,
    () => `timestamptz ${quote(`${ambiguous(r)} 10:11`)}`,
    () => `timestamptz ${quote(zoned(r))}`,
    () => `timestamp ${quote(zoned(r))}`,
    () => `timetz ${quote(zoned(r))}`,
    () => `(date ${quote(date(r))})::text`,
    () => `timestamp ${quote(timestamp(r))}`,
    () => `${instant()}`,
    () => `(${instant()})::text || '!'`,
    () => `(${instant()})::date`,
    () => `(${instant()})::timestamp`,
    () => `(${instant()})::timetz`,
    () => `to_char(${instant()}, 'YYYY-MM-DD HH24:MI TZ tz TZH:TZM OF')`,
    () => `to_jsonb(${instant()})`,
    () => `array[${instant()}, null]::text[]`,
    () => `tstzrange(${quote('2001-02-03 04:05:06+00')}, null)`,
    () => `extract(${r.of(['hour', 'day', 'timezone', 'timezone_hour', 'doy'])} from ${instant()})`,
    () => `date_trunc(${quote(r.of(['day', 'hour', 'month', 'week']))}, ${instant()})`,
    () => `(${instant()} + interval ${quote(r.of(['1 day', '1 month', '-36 hours', '2 years 1 day']))})`,
    () => `timestamp ${quote(timestamp(r))} = ${instant()}`,
    () => `date ${quote(date(r))} < ${instant()}`,
    () =>
      `timestamptz ${quote(timestamptz(r))} at time zone ${quote(r.of(['CET', 'EST', 'IST', 'Asia/Tokyo', 'BST', 'LMT']))}`,
    () => `interval ${quote(interval(r))}`,
    () => `interval ${quote(signed(r))}`,
    () => `(interval ${quote(interval(r))})::text`,
    () => `to_jsonb(interval ${quote(interval(r))})`,
    () => `date_part('epoch', ${instant()})`,
    () => `json_build_object('d', date ${quote(date(r))}, 't', timestamp ${quote(timestamp(r))})`,
    () => `make_timestamptz(2024, ${1 + r.below(12)}, 3, 4, 5, 6)`,
    () => `concat(date ${quote(date(r))}, ' ', interval ${quote(interval(r))})`,
  ];
  return r.of(kinds)();
}
