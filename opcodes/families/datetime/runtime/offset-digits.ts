/** The digits of an offset (EncodeTimezone of `utils/adt/datetime.c`). */
import { decimalLength, writeDigits } from '../../core/runtime/digits';

/** +hh, with minutes and seconds if there are some. The offset is in seconds east of Greenwich. Returns the end. */
export function writeOffset(at: usize, offset: i32): usize {
  store<u8>(at, offset < 0 ? 45 : 43);
  const seconds = <u32>abs(<i64>offset);
  // An offset that an interval gave may have any number of hours.
  at = writeDigits(at + 1, seconds / 3600, max(2, decimalLength(seconds / 3600)));
  if (seconds % 3600 == 0) return at;
  store<u8>(at, 58);
  at = writeDigits(at + 1, seconds / 60 % 60, 2);
  if (seconds % 60 == 0) return at;
  store<u8>(at, 58);
  return writeDigits(at + 1, seconds % 60, 2);
}
