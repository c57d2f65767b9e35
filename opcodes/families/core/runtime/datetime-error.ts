/** The errors of date/time input (`DateTimeParseError` in `utils/adt/datetime.c`). */
import {
  DTERR_BAD_TIMEZONE, DTERR_FIELD_OVERFLOW, DTERR_MD_FIELD_OVERFLOW, DTERR_NEEDS_CLOCK, DTERR_TZDISP_OVERFLOW,
  DTERR_UNKNOWN_TIMEZONE,
} from './datetime-codes';
import { badZone } from './datetime-decode';
import { stringLength } from './datetime-number';
import {
  ERR_DATETIME_FIELD_OVERFLOW, ERR_DATETIME_MONTH_DAY_OVERFLOW, ERR_DATETIME_NEEDS_CLOCK,
  ERR_TIME_ZONE_DISPLACEMENT_OUT_OF_RANGE, ERR_TIME_ZONE_NOT_RECOGNIZED, ERR_TIME_ZONE_NOT_SUPPORTED,
} from './errors.generated.ts';
import { failWith } from './raise';

/** Raises the error of a DTERR code; `invalid` is that of a text that is no value of the type. */
export function failDateTime(code: i32, text: usize, length: i32, invalid: i32): void {
  switch (code) {
    case DTERR_FIELD_OVERFLOW: return failWith(ERR_DATETIME_FIELD_OVERFLOW, text, length);
    case DTERR_MD_FIELD_OVERFLOW: return failWith(ERR_DATETIME_MONTH_DAY_OVERFLOW, text, length);
    case DTERR_TZDISP_OVERFLOW: return failWith(ERR_TIME_ZONE_DISPLACEMENT_OUT_OF_RANGE, text, length);
    case DTERR_BAD_TIMEZONE: return failWith(ERR_TIME_ZONE_NOT_RECOGNIZED, badZone, stringLength(badZone));
    case DTERR_UNKNOWN_TIMEZONE: return failWith(ERR_TIME_ZONE_NOT_SUPPORTED, badZone, stringLength(badZone));
    case DTERR_NEEDS_CLOCK: return failWith(ERR_DATETIME_NEEDS_CLOCK, text, length);
    default: return failWith(invalid, text, length);
  }
}
