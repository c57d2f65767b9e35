/**
 * The current time, from the session's clock. It stands still while a batch runs, so that all of these give the same instant. Those of the SQL
 * standard, which have no row in pg_proc, take the digits of a second, or -1.
 */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

const instant = (name: string, summary: string): CallDefinition =>
  defineCall({ name, summary, source, args: {}, result: 'timestamptz', examples: [] });

const current = (name: string, summary: string, result: string): CallDefinition =>
  defineCall({ name, summary, source, args: { modifier: 'int4' }, result, examples: [] });

export const clock: readonly CallDefinition[] = [
  instant('now', 'The instant that the transaction began at: the clock.'),
  instant('statement_timestamp', 'The instant that the statement began at: the clock.'),
  instant('clock_timestamp', 'The instant: the clock.'),
  current('current_date', "The day in the session's zone.", 'date'),
  current('current_time', "The time of day in the session's zone, with its offset.", 'timetz'),
  current('current_timestamp', 'The instant.', 'timestamptz'),
  current('localtime', "The time of day in the session's zone.", 'time'),
  current('localtimestamp', "The local time in the session's zone.", 'timestamp'),
];
