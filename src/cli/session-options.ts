/** The options that set PostgreSQL's settings of a session, and the arena that has them. */
import { Option } from 'commander';
import type { SessionSettings } from '../arena/settings.js';
import { Arena } from '../index.js';
import { failingWith, status } from './failure.js';

export type { SessionSettings as SessionOptions };

export const sessionOptions = (): Option[] => [
  new Option(
    '--time-zone <zone>',
    "the session's time zone: Europe/Berlin, or hours east of Greenwich; UTC by default",
  ),
  new Option(
    '--date-style <style>',
    'how dates are printed (ISO, SQL, Postgres, German), and the order of their parts (MDY, DMY, YMD): "SQL, DMY"; with DMY or MDY dates like 29/02/2024 in texts are dates too',
  ),
  new Option(
    '--interval-style <style>',
    'how intervals are printed: postgres, postgres_verbose, sql_standard, iso_8601',
  ),
];

/** A new arena with these settings. A setting that is none ends the command. */
export const sessionArena = ({ timeZone, dateStyle, intervalStyle }: SessionSettings): Promise<Arena> =>
  failingWith(status.usage, undefined, () => new Arena({ timeZone, dateStyle, intervalStyle }));
