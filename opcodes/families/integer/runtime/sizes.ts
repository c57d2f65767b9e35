/** Numbers of bytes in words (utils/adt/dbsize.c): a unit is passed over while there are 20,480 halves of the next or more. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { decimalLength, writeDigits } from '../../core/runtime/digits';

const BYTES = memory.data<u8>([98, 121, 116, 101, 115]);
/** kB, MB, GB, TB, PB. */
const PREFIXES = memory.data<u8>([107, 66, 77, 66, 71, 66, 84, 66, 80, 66]);
/** The last of the units, PB. */
const LAST = 5;

// The half is added away from zero.
function halfRounded(a: i64): i64 {
  return (a + (a < 0 ? -1 : 1)) / 2;
}

function magnitude(a: i64): u64 {
  return a < 0 ? 0 - <u64>a : <u64>a;
}

/** The size with its unit. */
export function pg_size_pretty(size: i64): usize {
  let unit = 0;
  // From kB on the number is held in halves of the unit until it is printed.
  while (unit < LAST && magnitude(size) >= (unit == 0 ? 10 * 1024 : 20 * 1024 - 1)) {
    size /= unit == 0 ? 512 : 1024;
    unit++;
  }
  if (unit > 0) size = halfRounded(size);
  const at = allocate(32);
  let p = at;
  if (size < 0) store<u8>(p++, 0x2d);
  const length = decimalLength(magnitude(size));
  writeDigits(p, magnitude(size), length);
  p += length;
  store<u8>(p++, 0x20);
  memory.copy(p, unit == 0 ? BYTES : PREFIXES + 2 * (unit - 1), unit == 0 ? 5 : 2);
  p += unit == 0 ? 5 : 2;
  return textResult(at, <i32>(p - at));
}
