/** Rounding and truncation to a number of decimal places, which may be negative. */
import { allocate } from '../../core/runtime/scratch';
import { BASE, Decimal, WIDTH } from './decimal';

/** 10^n, below the base. */
export function powerOfTen(n: i32): i32 {
  return n == 0 ? 1 : n == 1 ? 10 : n == 2 ? 100 : 1000;
}

function clear(v: Decimal): void {
  v.count = 0;
  v.weight = 0;
  v.negative = false;
}

/** The digits up to a place, in memory of their own, with one more digit in front for a carry. */
function ownDigits(v: Decimal, count: i32): usize {
  const own = allocate((count + 1) << 1) + 2;
  store<u16>(own - 2, 0);
  memory.copy(own, v.digits, <usize>count << 1);
  return own;
}

/** Keeps `scale` decimal places, rounding half away from zero. */
export function round(v: Decimal, scale: i32): void {
  v.scale = scale;
  const kept = (v.weight + 1) * WIDTH + scale;
  if (kept < 0) return clear(v);
  let count = (kept + WIDTH - 1) / WIDTH;
  const part = kept % WIDTH;
  if (count > v.count || (count == v.count && part == 0)) return;
  const next = count < v.count ? <i32>load<u16>(v.digits + (<usize>count << 1)) : 0;
  const digits = ownDigits(v, count);
  let carry = 0;
  if (part == 0) {
    carry = i32(next >= BASE / 2);
  } else {
    const last = digits + (<usize>(count - 1) << 1);
    const unit = powerOfTen(WIDTH - part);
    const digit = <i32>load<u16>(last);
    const extra = digit % unit;
    const up = digit - extra + (extra >= unit / 2 ? unit : 0);
    store<u16>(last, <u16>up);
    if (up >= BASE) {
      store<u16>(last, <u16>(up - BASE));
      carry = 1;
      count--;
    }
  }
  v.digits = digits;
  v.count = (kept + WIDTH - 1) / WIDTH;
  for (let at = digits + (<usize>count << 1) - 2; carry != 0; at -= 2) {
    const sum = <i32>load<u16>(at) + 1;
    carry = i32(sum == BASE);
    store<u16>(at, <u16>(carry != 0 ? 0 : sum));
    if (at < digits) {
      v.digits -= 2;
      v.count++;
      v.weight++;
    }
  }
}

/** Keeps `scale` decimal places and drops what comes after. */
export function truncate(v: Decimal, scale: i32): void {
  v.scale = scale;
  const kept = (v.weight + 1) * WIDTH + scale;
  if (kept <= 0) return clear(v);
  const count = (kept + WIDTH - 1) / WIDTH;
  if (count > v.count) return;
  const part = kept % WIDTH;
  if (part != 0) {
    v.digits = ownDigits(v, count);
    const last = v.digits + (<usize>(count - 1) << 1);
    const digit = <i32>load<u16>(last);
    store<u16>(last, <u16>(digit - (digit % powerOfTen(WIDTH - part))));
  }
  v.count = count;
}
