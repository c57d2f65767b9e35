/** The time in an interval: hours without a limit, and in an interval MINUTE TO SECOND mm:ss (DecodeTimeForInterval of `utils/adt/datetime.c`). */
import { DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, MINUTE, SECOND } from '../../core/runtime/datetime-codes';
import { fractionMicroseconds, intEnd, intOverflowed, parseFractionalSecond, strtoint } from '../../core/runtime/datetime-number';
import { addProduct, setTimePart } from './interval-parts';
import { bigEnd, bigOverflowed, strtoi64 } from './long-number';
import { USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC } from './unit-codes';

/**
 * Adds the time, `sign` times. PostgreSQL reads it without the sign, of which the least time has no negative: it cannot read what it prints of
 * that one, which quern must, because it holds constants as text.
 */
export function decodeIntervalTime(field: usize, range: i32, sign: i64): i32 {
  let hour = strtoi64(field);
  if (bigOverflowed) return DTERR_FIELD_OVERFLOW;
  if (load<u8>(bigEnd) != 58) return DTERR_BAD_FORMAT;
  let minute = strtoint(bigEnd + 1);
  if (intOverflowed) return DTERR_FIELD_OVERFLOW;
  let second = 0;
  let microsecond = 0;
  const delimiter = <u32>load<u8>(intEnd);
  if (delimiter == 46 || (delimiter == 0 && range == ((1 << MINUTE) | (1 << SECOND)))) {
    if (delimiter == 46) {
      const error = parseFractionalSecond(intEnd);
      if (error != 0) return error;
      microsecond = fractionMicroseconds;
    }
    if (hour != <i64>(<i32>hour)) return DTERR_FIELD_OVERFLOW;
    second = minute;
    minute = <i32>hour;
    hour = 0;
  } else if (delimiter == 58) {
    second = strtoint(intEnd + 1);
    if (intOverflowed) return DTERR_FIELD_OVERFLOW;
    if (load<u8>(intEnd) == 46) {
      const error = parseFractionalSecond(intEnd);
      if (error != 0) return error;
      microsecond = fractionMicroseconds;
    } else if (load<u8>(intEnd) != 0) {
      return DTERR_BAD_FORMAT;
    }
  } else if (delimiter != 0) {
    return DTERR_BAD_FORMAT;
  }
  if (hour < 0 || <u32>minute > 59 || <u32>second > 60 || <u32>microsecond > 1000000) return DTERR_FIELD_OVERFLOW;
  setTimePart(sign * microsecond);
  const added =
    addProduct(hour, sign * USECS_PER_HOUR) && addProduct(minute, sign * USECS_PER_MINUTE) && addProduct(second, sign * USECS_PER_SEC);
  return added ? 0 : DTERR_FIELD_OVERFLOW;
}
