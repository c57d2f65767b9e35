/** The session's clock and time zone, which the caller sets in fixed cells (`opcodes/language/control.ts`). */
import { POSTGRES_EPOCH_JDATE, UNIX_EPOCH_JDATE } from './calendar';
import { offsetAt } from './zone-table';

const CLOCK: usize = 160;
const SESSION_ZONE: usize = 168;
/** From 1970 to 2000, in seconds. */
export const EPOCH_SECONDS: i64 = <i64>(POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * 86400;

/** Microseconds from 2000-01-01 UTC. */
export function now(): i64 {
  return load<i64>(CLOCK);
}

/** Whether the caller has set the clock. */
export function hasClock(): bool {
  return now() != 0;
}

/** The address of the session's zone; 0 for UTC. */
export function sessionZone(): usize {
  return load<u32>(SESSION_ZONE);
}

/** Microseconds from 2000-01-01 as whole seconds from 1970, rounded down. */
export function unixSeconds(timestamp: i64): i64 {
  const seconds = timestamp / 1000000;
  return (timestamp < seconds * 1000000 ? seconds - 1 : seconds) + EPOCH_SECONDS;
}

/** The session's offset now, in seconds east of Greenwich. */
export function nowOffset(): i32 {
  return offsetAt(sessionZone(), unixSeconds(now()));
}

/** The session's local time now, in microseconds from 2000-01-01. */
export function localNow(): i64 {
  return now() + <i64>nowOffset() * 1000000;
}
