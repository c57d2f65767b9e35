/** What the setting TimeZone can name: UTC, a zone of the platform, a number of hours, or a POSIX specification of one offset (check_timezone of `commands/variable.c`). */
import { SqlError } from '../error.js';
import { fixedZone, zoneTable } from './zones.js';

export interface SessionZone {
  /** As SHOW prints it. */
  readonly name: string;
  /** Undefined for UTC. */
  readonly table: Uint8Array | undefined;
  /** What its only offset is called; undefined for a zone with a history. */
  readonly abbreviation?: string;
}

const utc: SessionZone = { name: 'UTC', table: undefined };
const hours = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** A word, or anything in angle brackets, and the offset west of Greenwich. */
const posix = /^(?:<([^>]*)>|([^\d,+-]*))([+-]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?(.*)$/s;
/** The runtime keeps no more letters (`src/functions/zone-names.ts`). */
const isAbbreviation = /^[ -~]{0,16}$/;
/** PostgreSQL has no offset of a week or more. */
const mostHours = 167;

/** The zone; undefined when PostgreSQL or the platform does not know it. Raises 0A000 for a POSIX specification with daylight saving time. */
export function sessionZone(text: string): SessionZone | undefined {
  const name = text.trim();
  if (name.toLowerCase() === 'utc') return utc;
  if (hours.test(name)) return zoneOfHours(Number(name));
  return (/^[a-z]/i.test(name) ? platformZone(name) : undefined) ?? posixZone(text);
}

/** The zones of the platform that were asked for, by their names in lower case. */
const platformZones = new Map<string, SessionZone>();

function platformZone(name: string): SessionZone | undefined {
  const key = name.toLowerCase();
  const known = platformZones.get(key);
  if (known !== undefined) return known;
  const table = zoneTable(name);
  if (table === undefined) return undefined;
  const zone = { name: canonicalName(name), table };
  platformZones.set(key, zone);
  return zone;
}

/** The name in the letters of the platform, which may prefer another one for the same zone. */
function canonicalName(name: string): string {
  const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions();
  return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
}

function zoneOfHours(east: number): SessionZone | undefined {
  const seconds = Math.trunc(east * 3600);
  if (Math.abs(seconds) > mostHours * 3600) return undefined;
  const word = offsetWord(seconds);
  return { name: `<${word}>${offsetWord(-seconds)}`, table: fixedZone(seconds), abbreviation: word };
}

/** +hh, with minutes and seconds if there are some. */
function offsetWord(seconds: number): string {
  const size = Math.abs(seconds);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return (seconds < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function posixZone(text: string): SessionZone | undefined {
  const name = text.toUpperCase();
  const [all, quoted, word = '', sign, hour = '0', minute = '0', second = '0', rest] = posix.exec(name) ?? [];
  if (all === undefined || Number(hour) > mostHours || Number(minute) > 59 || Number(second) > 59) return undefined;
  const abbreviation = quoted ?? word;
  if (!isAbbreviation.test(abbreviation)) return undefined;
  if (rest !== '')
    throw new SqlError('0A000', `a time zone with a rule for daylight saving time, "${text}", cannot be set`, {
      hint: "Give the name of a zone, such as 'America/New_York'.",
    });
  const west = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return { name, table: fixedZone(sign === '-' ? west : -west), abbreviation };
}
