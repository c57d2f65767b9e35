/** Dates, times and intervals in PostgreSQL's binary form, as it prints them with DateStyle ISO, IntervalStyle postgres and TimeZone UTC (utils/adt/datetime.c). */

const dayMicroseconds = 86_400_000_000n;
/** From 0000-03-01 to 2000-01-01, in days. */
const epochDays = 730_425;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

interface Day {
  readonly text: string;
  /** ` BC` or nothing. */
  readonly era: string;
}

/** @param days from 2000-01-01. */
function dayOf(days: number): Day {
  // The calendar repeats after 400 years of 146,097 days; its years begin in March, so that a leap day is the last.
  const from = days + epochDays;
  const cycle = Math.floor(from / 146_097);
  const day = from - cycle * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const ofMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const civil = year + cycle * 400 + (month <= 2 ? 1 : 0);
  const isBefore = civil <= 0;
  return { text: `${pad(isBefore ? 1 - civil : civil, 4)}-${pad(month)}-${pad(ofMonth)}`, era: isBefore ? ' BC' : '' };
}

/** @param days from 2000-01-01; the extremes of int4 are the infinities. */
export function dateText(days: number): string {
  if (days === 2_147_483_647) return 'infinity';
  if (days === -2_147_483_648) return '-infinity';
  const { text, era } = dayOf(days);
  return text + era;
}

/** @param microseconds from 2000-01-01; the extremes of int8 are the infinities. `zone` follows the time. */
export function timestampText(microseconds: bigint, zone = ''): string {
  if (microseconds === 9_223_372_036_854_775_807n) return 'infinity';
  if (microseconds === -9_223_372_036_854_775_808n) return '-infinity';
  const ofDay = ((microseconds % dayMicroseconds) + dayMicroseconds) % dayMicroseconds;
  const { text, era } = dayOf(Number((microseconds - ofDay) / dayMicroseconds));
  return `${text} ${timeText(ofDay)}${zone}${era}`;
}

/** @param microseconds from midnight, or of an interval without its sign. */
export function timeText(microseconds: bigint): string {
  const fraction = Number(microseconds % 1_000_000n);
  const seconds = microseconds / 1_000_000n;
  const [hour, minute] = [seconds / 3600n, (seconds / 60n) % 60n].map((part) => pad(Number(part)));
  const parts = fraction === 0 ? '' : `.${pad(fraction, 6).replace(/0+$/, '')}`;
  return `${hour}:${minute}:${pad(Number(seconds % 60n))}${parts}`;
}

/** @param west is the zone in seconds west of Greenwich. */
export function zoneText(west: number): string {
  const seconds = Math.abs(west);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  const small = second === 0 ? '' : `:${pad(second)}`;
  return `${west > 0 ? '-' : '+'}${pad(hour)}${minute === 0 && second === 0 ? '' : `:${pad(minute)}${small}`}`;
}

/** As EncodeInterval does: a part after a negative one shows its plus. */
export function intervalText(microseconds: bigint, days: number, months: number): string {
  // From PostgreSQL 17 on, all parts at their extremes are the infinities.
  if (months === 2_147_483_647 && days === months && microseconds === 9_223_372_036_854_775_807n) return 'infinity';
  if (months === -2_147_483_648 && days === months && microseconds === -9_223_372_036_854_775_808n) return '-infinity';
  const parts: string[] = [];
  let afterMinus = false;
  const units = [
    [Math.trunc(months / 12), 'year'],
    [months % 12, 'mon'],
    [days, 'day'],
  ] as const;
  for (const [value, unit] of units) {
    if (value === 0) continue;
    parts.push(`${afterMinus && value > 0 ? '+' : ''}${value} ${unit}${value === 1 ? '' : 's'}`);
    afterMinus = value < 0;
  }
  if (microseconds !== 0n || parts.length === 0) {
    const sign = microseconds < 0n ? '-' : afterMinus ? '+' : '';
    parts.push(sign + timeText(microseconds < 0n ? -microseconds : microseconds));
  }
  return parts.join(' ');
}
