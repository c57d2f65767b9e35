/**
 * A decimal number read from text, as `strtod` reads it: digits with at most one point, and an exponent. The value is
 * `significand` × 10^`power`, exactly unless `truncated`: then it is between that and the next significand.
 */

/** Up to nineteen digits, which always fit. */
export let significand: u64 = 0;
export let power: i64 = 0;
export let truncated: bool = false;
/** The digits and the point in the text, and the exponent that follows them. */
export let digitsStart: usize = 0;
export let digitsEnd: usize = 0;
export let writtenExponent: i64 = 0;
/** The first byte that is not part of the number. */
export let numberEnd: usize = 0;

const MOST_DIGITS: i32 = 19;

/** Reads `e` and a number; without a digit it is not part of the number. */
function scanExponent(p: usize, end: usize): void {
  writtenExponent = 0;
  numberEnd = p;
  if (p >= end || (load<u8>(p) | 32) != 101) return;
  p++;
  if (p >= end) return;
  const sign = <u32>load<u8>(p);
  if (sign == 45 || sign == 43) p++;
  const first = p;
  let value: i64 = 0;
  for (; p < end; p++) {
    const digit = <u32>load<u8>(p) - 48;
    if (digit > 9) break;
    // Beyond this every number that fits in memory is zero or infinite.
    if (value < 1000000000000) value = value * 10 + digit;
  }
  if (p == first) return;
  writtenExponent = sign == 45 ? -value : value;
  numberEnd = p;
}

/** The first nineteen significant digits, when there are more digits than that. */
function scanLongSignificand(): void {
  significand = 0;
  power = 0;
  let count = 0;
  let inFraction = false;
  for (let p = digitsStart; p < digitsEnd; p++) {
    const digit = <u32>load<u8>(p) - 48;
    if (digit > 9) {
      inFraction = true;
    } else if (count == MOST_DIGITS) {
      if (digit != 0) truncated = true;
      if (!inFraction) power++;
    } else {
      if (inFraction) power--;
      significand = significand * 10 + digit;
      if (significand != 0) count++;
    }
  }
}

/** Reads an unsigned number; false when there is no digit. */
export function scanDecimal(p: usize, end: usize): bool {
  digitsStart = p;
  let value: u64 = 0;
  while (p < end) {
    const digit = <u32>load<u8>(p) - 48;
    if (digit > 9) break;
    value = value * 10 + digit;
    p++;
  }
  let digits = <i32>(p - digitsStart);
  let fraction = 0;
  if (p < end && <u32>load<u8>(p) == 46) {
    p++;
    const first = p;
    while (p < end) {
      const digit = <u32>load<u8>(p) - 48;
      if (digit > 9) break;
      value = value * 10 + digit;
      p++;
    }
    fraction = <i32>(p - first);
    digits += fraction;
  }
  if (digits == 0) return false;
  digitsEnd = p;
  significand = value;
  power = -fraction;
  truncated = false;
  if (digits > MOST_DIGITS) scanLongSignificand();
  scanExponent(p, end);
  power += writtenExponent;
  return true;
}
