/** make_timestamptz with a zone: a number with a sign, or a name (parse_sane_timezone of `utils/adt/timestamp.c`). */
import { isDigit } from '../../core/runtime/characters';
import { DTERR_BAD_FORMAT, DTERR_TZDISP_OVERFLOW } from '../../core/runtime/datetime-codes';
import { decodeTimezone } from '../../core/runtime/datetime-time';
import { zoneOffset } from '../../core/runtime/datetime-zone';
import { failWith } from '../../core/runtime/raise';
import { unixSeconds } from '../../core/runtime/session-clock';
import { useZoneText } from './at-time-zone';
import { ERR_ZONE_NOT_RECOGNIZED, ERR_ZONE_OUT_OF_RANGE, ERR_ZONE_WITHOUT_SIGN } from './errors.generated.ts';
import { make_timestamp } from './make';
import { checkedTimestamp } from './timestamp-value';
import { useOffset, zoneOffsetOfLocal } from './zone-name';

/** TZ_STRLEN_MAX: a longer name is cut. */
const LONGEST_NAME: i32 = 255;
const WORD = memory.data(256);

function useSaneZone(text: usize, length: i32): void {
  const used = min(length, LONGEST_NAME);
  memory.copy(WORD, text, used);
  store<u8>(WORD + used, 0);
  if (isDigit(load<u8>(WORD))) failWith(ERR_ZONE_WITHOUT_SIGN, text, used);
  const error = decodeTimezone(WORD);
  if (error == 0) useOffset(zoneOffset);
  else if (error == DTERR_TZDISP_OVERFLOW) failWith(ERR_ZONE_OUT_OF_RANGE, text, used);
  else if (error != DTERR_BAD_FORMAT) failWith(ERR_ZONE_NOT_RECOGNIZED, text, used);
  else useZoneText(text, length);
}

export function make_timestamptz_at_timezone(
  year: i32, month: i32, day: i32, hour: i32, minute: i32, second: f64, zone: usize, zoneLength: i32,
): i64 {
  const local = make_timestamp(year, month, day, hour, minute, second);
  useSaneZone(zone, zoneLength);
  return checkedTimestamp(local - <i64>zoneOffsetOfLocal(unixSeconds(local)) * 1000000);
}
