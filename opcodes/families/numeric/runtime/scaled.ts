/** A numeric of the integer as which a column stores it: see src/catalog/scaled.ts. */
import { allocate } from '../../core/runtime/scratch';
import { BASE, WIDTH, decimal, mark } from './decimal';
import { powerOfTen } from './rounding';
import { NAN, pack, packSpecial } from './stored';

export function numeric_of_scaled(value: i64, places: i32): usize {
  if (value == i64.MAX_VALUE) return packSpecial(NAN);
  const from = mark();
  const negative = value < 0;
  let rest = negative ? 0 - <u64>value : <u64>value;
  // Twenty decimal digits touch six of the base at most.
  const end = allocate(16) + 14;
  let at = end;
  const part = places % WIDTH;
  if (part != 0) {
    const unit = <u64>powerOfTen(part);
    at -= 2;
    store<u16>(at, <u16>(rest % unit) * <u16>powerOfTen(WIDTH - part));
    rest /= unit;
  }
  while (rest != 0) {
    at -= 2;
    store<u16>(at, <u16>(rest % BASE));
    rest /= BASE;
  }
  const count = <i32>(end - at) >> 1;
  const behindPoint = (places + WIDTH - 1) / WIDTH;
  return pack(decimal(at, count, count - 1 - behindPoint, negative, places), from);
}
