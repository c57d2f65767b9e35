/** A number as its decimal digits and the place of its point, while it is shifted, rounded and written. */
import { allocate } from '../../core/runtime/scratch';

/** The digits, as characters, with room for one more in front. */
let first: usize = 0;
let count: i32 = 0;
/** How many of the digits stand before the point; may be beyond them. */
let point: i32 = 0;

/** Takes digits that are already in scratch memory, with a free byte in front of them. */
export function useDigits(from: usize, length: i32, before: i32): void {
  first = from;
  count = length;
  point = before;
}

/** Takes a text such as 12.50 or 7. */
export function useText(text: usize, length: i32): void {
  const own = allocate(length + 1) + 1;
  let n = 0;
  let before = length;
  for (let i = 0; i < length; i++) {
    const c = load<u8>(text + i);
    if (c == 46) before = i;
    else store<u8>(own + n++, c);
  }
  useDigits(own, n, min(before, n));
}

export function shiftPoint(places: i32): void {
  point += places;
}

// @ts-ignore: decorator
@inline
function digitAt(i: i32): u32 {
  return i < 0 || i >= count ? 48 : <u32>load<u8>(first + i);
}

/** Whether what comes from digit `kept` on is rounded up; a half goes away from zero, or to the even neighbour. */
function roundsUp(kept: i32, toEven: bool): bool {
  const next = digitAt(kept);
  if (next != 53 || !toEven) return next >= 53;
  for (let i = max(kept + 1, 0); i < count; i++) if (load<u8>(first + i) != 48) return true;
  return (digitAt(kept - 1) & 1) != 0;
}

/** Keeps the first `kept` digits and rounds. */
function keep(kept: i32, toEven: bool): void {
  if (kept >= count) return;
  const up = roundsUp(kept, toEven);
  if (kept < 0) {
    count = 0;
    point = 0;
    return;
  }
  count = kept;
  if (!up) return;
  let i = kept - 1;
  while (i >= 0 && load<u8>(first + i) == 57) store<u8>(first + i--, 48);
  if (i >= 0) {
    store<u8>(first + i, load<u8>(first + i) + 1);
    return;
  }
  store<u8>(--first, 49);
  count++;
  point++;
}

/** Rounds to a number of places after the point. */
export function roundPlaces(places: i32, toEven: bool): void {
  keep(point + places, toEven);
}

export function isZero(): bool {
  for (let i = 0; i < count; i++) if (load<u8>(first + i) != 48) return false;
  return true;
}

function skipZeros(): void {
  while (count > 0 && load<u8>(first) == 48) {
    first++;
    count--;
    point--;
  }
  if (count == 0) point = 0;
}

/** The length of what `writeFixed` wrote last, without the zero byte at its end. */
export let writtenLength: i32 = 0;

/** The text with that many places, into which the number fits, and a zero byte after it. */
export function writeFixed(places: i32): usize {
  skipZeros();
  const whole = max(point, 1);
  const text = allocate(whole + places + 2);
  let at = text;
  for (let i = point - whole; i < point; i++) store<u8>(at++, digitAt(i));
  if (places > 0) store<u8>(at++, 46);
  for (let i = 0; i < places; i++) store<u8>(at++, digitAt(point + i));
  store<u8>(at, 0);
  writtenLength = <i32>(at - text);
  return text;
}

/** printf keeps no more places than these, and PostgreSQL adds zeros. */
export const MOST_PLACES: i32 = 350;

/**
 * The text with an exponent, d.ddde+dd, with its sign or a blank in front. A float that is rounded up to 10 gets another exponent, a numeric
 * stays 10.00e+dd.
 */
export function writeScientific(places: i32, isNegative: bool, isFloat: bool): usize {
  skipZeros();
  let exponent = count == 0 ? 0 : point - 1;
  point = count == 0 ? 0 : 1;
  if (isFloat) {
    roundPlaces(min(places, MOST_PLACES), true);
    if (point == 2) {
      exponent++;
      point = 1;
    }
  } else {
    roundPlaces(places, false);
  }
  const mantissa = writeFixed(places);
  const length = writtenLength;
  const text = allocate(length + 8);
  store<u8>(text, isNegative ? 45 : 32);
  memory.copy(text + 1, mantissa, length);
  let at = text + 1 + length;
  store<u8>(at, 101);
  store<u8>(at, exponent < 0 ? 45 : 43, 1);
  at += 2;
  const size = <u32>abs(exponent);
  const width: u32 = size >= 10000 ? 5 : size >= 1000 ? 4 : size >= 100 ? 3 : 2;
  let rest = size;
  for (let i = <i32>width - 1; i >= 0; i--) {
    store<u8>(at + i, 48 + rest % 10);
    rest /= 10;
  }
  writtenLength = <i32>(at + width - text);
  return text;
}
