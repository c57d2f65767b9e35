/** Decimal digits written into memory, for every output function. */

/** The number of decimal digits; 1 for zero. */
export function decimalLength(value: u64): i32 {
  let length = 1;
  while (value >= 10000) {
    value /= 10000;
    length += 4;
  }
  const rest = <u32>value;
  return length + i32(rest >= 10) + i32(rest >= 100) + i32(rest >= 1000);
}

/** Writes exactly `length` digits from `at` on, with zeros in front; returns the address after them. */
export function writeDigits(at: usize, value: u64, length: i32): usize {
  const end = at + length;
  let p = end;
  while (value > 0xffffffff && p > at) {
    store<u8>(--p, 48 + <u32>(value % 10));
    value /= 10;
  }
  let rest = <u32>value;
  while (p > at) {
    store<u8>(--p, 48 + (rest % 10));
    rest /= 10;
  }
  return end;
}
