/** Numbers in their canonical spelling, as src/inputs/number-text.ts reads them, where a double holds all their digits. */

const MOST_DIGITS: u32 = 15;

/** The number was not one of these. */
export let refused: bool = false;

/** The whole number of so many bytes: digits without a leading zero, after a minus or nothing. */
export function integerAt(at: usize, length: u32): i64 {
  const negative = length > 0 && load<u8>(at) == 0x2d;
  const first = negative ? at + 1 : at;
  const digits = negative ? length - 1 : length;
  refused = true;
  if (digits - 1 >= MOST_DIGITS) return 0;
  if (load<u8>(first) == 0x30 && (digits > 1 || negative)) return 0;
  let value: i64 = 0;
  for (let i: u32 = 0; i < digits; i++) {
    const digit = <u32>load<u8>(first + i) - 0x30;
    if (digit > 9) return 0;
    value = value * 10 + digit;
  }
  refused = false;
  return negative ? -value : value;
}

/** The number of so many bytes, with a point or without, and no exponent. Both parts of the quotient are exact, so it is rounded once (Clinger, 1990). */
export function decimalAt(at: usize, length: u32): f64 {
  const negative = length > 0 && load<u8>(at) == 0x2d;
  const first = negative ? at + 1 : at;
  const bytes = negative ? length - 1 : length;
  refused = true;
  if (bytes - 1 >= MOST_DIGITS + 1) return 0;
  let value: i64 = 0;
  let power: f64 = 1;
  let digits: u32 = 0;
  let whole: u32 = 0;
  let pointed = false;
  for (let i: u32 = 0; i < bytes; i++) {
    const byte = <u32>load<u8>(first + i);
    if (byte == 0x2e && !pointed) pointed = true;
    else {
      const digit = byte - 0x30;
      if (digit > 9) return 0;
      value = value * 10 + digit;
      digits++;
      if (pointed) power *= 10;
      else whole++;
    }
  }
  if (digits - 1 >= MOST_DIGITS || (whole > 1 && load<u8>(first) == 0x30)) return 0;
  refused = false;
  const scaled = <f64>value / power;
  return negative ? -scaled : scaled;
}
