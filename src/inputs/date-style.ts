/** Dates with the day or the month first, which ISO does not have: `29/02/2024`, `2.29.24 10:00 PM`. Whoever reads them must be told which comes first. */
import { isIsoDate } from './iso-moment.js';
import { spelled } from './spelling.js';

/** What the first two parts of a date are, by PostgreSQL's names. */
export const dateStyles = ['DMY', 'MDY'] as const;
export type DateStyle = (typeof dateStyles)[number];

const styledMoment =
  /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[ T](\d{1,2}):([0-5]\d)(?::([0-5]\d)(\.\d{1,6}0*)?)?( ?[AP]M)?)?$/i;

/** The same day, or moment, as ISO writes it; undefined for what is no date in this style. A year of two digits is the one from 1970 to 2069. */
export function isoOfStyled(text: string, style: DateStyle): string | undefined {
  const [all, first = '', , second = '', year = '', hour, minute = '', seconds = '00', fraction = '', half] =
    text.length > 40 ? [] : (styledMoment.exec(text) ?? []);
  if (all === undefined) return undefined;
  const [day, month] = style === 'DMY' ? [first, second] : [second, first];
  const century = year.length === 4 ? '' : Number(year) < 70 ? '20' : '19';
  const date = `${century}${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isIsoDate(encoder.encode(date), 0)) return undefined;
  if (hour === undefined) return date;
  const hours = hourOfDay(Number(hour), half?.trim().toUpperCase());
  return hours === undefined ? undefined : `${date} ${String(hours).padStart(2, '0')}:${minute}:${seconds}${fraction}`;
}

const encoder = new TextEncoder();

function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour > 23 ? undefined : hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'PM' ? 12 : 0);
}

/** The spellings of a text that has this ISO form. */
export const spellingOfIso = (iso: string): number =>
  iso.length === 10 ? spelled.date | spelled.timestamp : spelled.timestamp;

const months = 'january february march april may june july august september october november december'.split(' ');
const named = /^(?:([a-z]{3,9})\.? \d{1,2},? \d{4}|\d{1,2}[- ]([a-z]{3,9})[- ](?:\d{4}|\d{2}))$/i;

/** Whether the text is a date with the month's name, which PostgreSQL reads whatever the style. */
function isNamedDate(text: string): boolean {
  const [all, before, after = ''] = named.exec(text) ?? [];
  const word = (before ?? after).toLowerCase();
  return all !== undefined && months.some((month) => month === word || month.slice(0, 3) === word);
}

/** How dates may be read that are not written as ISO has them: in a style, or by PostgreSQL without further ado. */
export type OtherDates = DateStyle | 'named';

/** Finds out in which ways all texts of a column can be read as dates. */
export class OtherDateGuess {
  #ways: readonly OtherDates[] = [...dateStyles, 'named'];
  #texts = 0;

  add(text: string): void {
    if (this.#ways.length === 0) return;
    this.#texts++;
    this.#ways = this.#ways.filter((way) =>
      way === 'named' ? isNamedDate(text) : isoOfStyled(text, way) !== undefined,
    );
  }

  /** A text that is none. */
  end(): void {
    this.#ways = [];
  }

  get ways(): readonly OtherDates[] {
    return this.#texts === 0 ? [] : this.#ways;
  }
}
