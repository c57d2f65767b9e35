/** Dates of JavaScript: which they are, what the clock shows at them, and how PostgreSQL writes that. */
import type { ValueForm } from './value-form.js';

/** Is it a Date, of this realm or another one? */
export function isDate(value: unknown): value is Date {
  if (value instanceof Date) return true;
  return typeof value === 'object' && Object.prototype.toString.call(value) === '[object Date]';
}

/** A Date of another realm has methods of its own, and may hide them. */
const timeOf = (date: Date): number => Date.prototype.getTime.call(date);

/** Milliseconds from 1970: of a timestamptz the instant, of the other types what the clock shows where the form says. NaN for an invalid Date. */
export function shownMilliseconds(
  type: 'date' | 'timestamp' | 'timestamptz',
  date: Date,
  { dates }: ValueForm,
): number {
  const form = type === 'timestamptz' ? 'utc' : typeof dates === 'object' ? dates[type] : dates;
  return form === 'local' ? localMilliseconds(date) : timeOf(date);
}

/** What the clock in the local time zone shows, as if it were UTC. */
function localMilliseconds(date: Date): number {
  const local = new Date(timeOf(date));
  // Date.UTC takes the years 0 to 99 for those of the last century.
  const day = new Date(0).setUTCFullYear(local.getFullYear(), local.getMonth(), local.getDate());
  return (
    day +
    local.getHours() * 3_600_000 +
    local.getMinutes() * 60_000 +
    local.getSeconds() * 1000 +
    local.getMilliseconds()
  );
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** As PostgreSQL reads it; undefined for an invalid Date. It counts the years before 1 as BC, of which there is no 0. */
export function dateText(type: 'date' | 'timestamp' | 'timestamptz', date: Date, form: ValueForm): string | undefined {
  const shown = new Date(shownMilliseconds(type, date, form));
  const year = shown.getUTCFullYear();
  if (Number.isNaN(year)) return undefined;
  const day = `${digits(year > 0 ? year : 1 - year, 4)}-${digits(shown.getUTCMonth() + 1, 2)}-${digits(shown.getUTCDate(), 2)}`;
  const era = year > 0 ? '' : ' BC';
  if (type === 'date') return day + era;
  const time = [shown.getUTCHours(), shown.getUTCMinutes(), shown.getUTCSeconds()]
    .map((part) => digits(part, 2))
    .join(':');
  return `${day} ${time}.${digits(shown.getUTCMilliseconds(), 3)}${type === 'timestamptz' ? '+00' : ''}${era}`;
}
