/** PostgreSQL's settings of a session that change how moments and intervals are read and written: TimeZone, DateStyle and IntervalStyle (`commands/variable.c`). */
import { SqlError } from '../error.js';
import { sessionZone, type SessionZone } from './session-zone.js';

/** What can be set; what is not set has PostgreSQL's default. */
export interface SessionSettings {
  /**
   * The time zone of the session: a name such as `Europe/Berlin`, hours east of Greenwich (`+5.5`), or a POSIX specification (`<+0530>-5:30`), whose sign
   * is the other way round, as in PostgreSQL. UTC unless given.
   */
  readonly timeZone?: string | undefined;
  /**
   * How dates and timestamps are printed (`ISO`, `SQL`, `Postgres` or `German`), and in which order their parts are read and printed (`MDY`, `DMY` or
   * `YMD`), or both with a comma between. `ISO, MDY` unless given.
   */
  readonly dateStyle?: string | undefined;
  /** How intervals are printed: `postgres` (unless given), `postgres_verbose`, `sql_standard` or `iso_8601`. */
  readonly intervalStyle?: string | undefined;
}

/** All settings, as PostgreSQL's SHOW prints them. */
export interface Settings {
  readonly timeZone: string;
  readonly dateStyle: string;
  readonly intervalStyle: string;
}

/** The settings as runtime functions have them, in the cells of `control`. */
export interface SettingCells {
  readonly zone: SessionZone;
  readonly dateStyle: number;
  readonly dateOrder: number;
  readonly intervalStyle: number;
}

const styles = ['ISO', 'SQL', 'Postgres', 'German'] as const;
const orders = ['MDY', 'DMY', 'YMD'] as const;
const intervalStyles = ['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'] as const;
type Style = (typeof styles)[number];
type Order = (typeof orders)[number];

interface DateStyle {
  readonly style?: Style | undefined;
  readonly order?: Order | undefined;
}

/** The beginnings by which PostgreSQL knows the words of DateStyle. */
const dateWords: readonly (readonly [RegExp, DateStyle])[] = [
  [/^iso$/, { style: 'ISO' }],
  [/^sql$/, { style: 'SQL' }],
  [/^postgres/, { style: 'Postgres' }],
  [/^german$/, { style: 'German' }],
  [/^ymd$/, { order: 'YMD' }],
  [/^(dmy$|euro)/, { order: 'DMY' }],
  [/^(mdy$|us$|noneuro)/, { order: 'MDY' }],
  [/^default$/, {}],
];

function invalid(name: string, value: string, details: { detail?: string; hint?: string } = {}): SqlError {
  return new SqlError('22023', `invalid value for parameter "${name}": "${value}"`, details);
}

/** The style and the order that a text of words gives; undefined for what it does not. Raises 22023. */
export function dateStyleWords(value: string): DateStyle {
  const found: { style?: Style; order?: Order } = {};
  for (const word of value.split(',').map((each) => each.trim().toLowerCase())) {
    const given = dateWords.find(([pattern]) => pattern.test(word))?.[1];
    if (given === undefined)
      throw invalid('DateStyle', value, {
        detail: `Unrecognized key word: "${word}".`,
        hint: `Give one of ${styles.join(', ')}, one of ${orders.join(', ')}, or both with a comma between.`,
      });
    const { style = found.style, order = found.order } = given;
    if ((found.style ?? style) !== style || (found.order ?? order) !== order)
      throw invalid('DateStyle', value, { detail: 'Conflicting "DateStyle" specifications.' });
    Object.assign(found, given);
  }
  return found;
}

function intervalStyleOf(value: string): number {
  const style = (intervalStyles as readonly string[]).indexOf(value.toLowerCase());
  if (style >= 0) return style;
  throw invalid('IntervalStyle', value, { hint: `Available values: ${intervalStyles.join(', ')}.` });
}

function timeZoneOf(value: string): SessionZone {
  const zone = sessionZone(value);
  if (zone !== undefined) return zone;
  throw invalid('TimeZone', value, {
    hint: "Give a name such as 'Europe/Berlin' that the platform knows, or hours east of Greenwich such as '+5.5'.",
  });
}

/** The settings, checked. Raises 22023 for a value that PostgreSQL would refuse, and 0A000 for a POSIX specification with daylight saving time. */
export function readSettings(given: SessionSettings): { readonly settings: Settings; readonly cells: SettingCells } {
  const words = dateStyleWords(textOf('dateStyle', given.dateStyle) ?? 'ISO');
  const style = words.style ?? 'ISO';
  const order = words.order ?? (style === 'German' ? 'DMY' : 'MDY');
  const intervalStyle = intervalStyleOf(textOf('intervalStyle', given.intervalStyle) ?? 'postgres');
  const zone = timeZoneOf(textOf('timeZone', given.timeZone) ?? 'UTC');
  return {
    settings: {
      timeZone: zone.name,
      dateStyle: `${style}, ${order}`,
      intervalStyle: intervalStyles[intervalStyle] ?? 'postgres',
    },
    cells: { zone, dateStyle: styles.indexOf(style), dateOrder: orders.indexOf(order), intervalStyle },
  };
}

/** A setting of another kind comes from who writes JavaScript without types. */
function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new SqlError('22023', `the setting ${name} must be a text, not ${value === null ? 'null' : typeof value}`);
}

/** What a session has that sets nothing. */
export const defaultSettings: Settings = { timeZone: 'UTC', dateStyle: 'ISO, MDY', intervalStyle: 'postgres' };

/** One text for the same settings. */
export const settingsKey = ({ timeZone, dateStyle, intervalStyle }: Settings): string =>
  `${timeZone}; ${dateStyle}; ${intervalStyle}`;
