/** C's `strtoll` on zero-terminated bytes, as `datetime.c` uses it. */
import { isDigit } from '../../core/runtime/characters';

export let bigEnd: usize = 0;
export let bigOverflowed: bool = false;

/** The integer at `p`, possibly signed; without a digit it is 0 and ends where it began. */
export function strtoi64(p: usize): i64 {
  const start = p;
  const sign = <u32>load<u8>(p);
  if (sign == 45 || sign == 43) p++;
  const first = p;
  const limit: u64 = sign == 45 ? 0x8000000000000000 : 0x7fffffffffffffff;
  let value: u64 = 0;
  bigOverflowed = false;
  for (; isDigit(load<u8>(p)); p++) {
    const digit = <u64>load<u8>(p) - 48;
    if (value > (limit - digit) / 10) bigOverflowed = true;
    else value = value * 10 + digit;
  }
  bigEnd = p == first ? start : p;
  return <i64>(sign == 45 ? 0 - value : value);
}
