/** Hexadecimal floating point numbers, which `strtod` and so PostgreSQL accepts: 0x1.8p3. */
import { hexDigit, isDigit } from './characters';
import { EXACT, roundToBits } from './float-round';

/** The first byte that is not part of the number. */
export let hexEnd: usize = 0;

/** Whether the number was zero as written, not by underflow. */
export let hexIsZero: bool = false;

/** Whether a hexadecimal number begins here: 0x and a digit, perhaps after a point. */
export function isHexFloat(p: usize, end: usize): bool {
  if (p + 2 >= end || <u32>load<u8>(p) != 48 || (load<u8>(p, 1) | 32) != 120) return false;
  if (hexDigit(load<u8>(p, 2)) < 16) return true;
  return <u32>load<u8>(p, 2) == 46 && p + 3 < end && hexDigit(load<u8>(p, 3)) < 16;
}

/** The power of two after `p`; without a digit it is not part of the number. */
function scanBinaryExponent(p: usize, end: usize): i64 {
  hexEnd = p;
  if (p >= end || (load<u8>(p) | 32) != 112) return 0;
  p++;
  if (p >= end) return 0;
  const sign = <u32>load<u8>(p);
  if (sign == 45 || sign == 43) p++;
  const first = p;
  let value: i64 = 0;
  for (; p < end && isDigit(load<u8>(p)); p++) {
    if (value < 1000000000000) value = value * 10 + (load<u8>(p) - 48);
  }
  if (p == first) return 0;
  hexEnd = p;
  return sign == 45 ? -value : value;
}

/** The bits of the nearest float to the number at `p`. */
export function hexFloat(p: usize, end: usize, bits: i32, least: i32): i64 {
  p += 2;
  let mantissa: u64 = 0;
  let rest: u64 = 0;
  let exponent: i64 = 0;
  let inFraction = false;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (c == 46 && !inFraction) {
      inFraction = true;
      continue;
    }
    const digit = hexDigit(c);
    if (digit > 15) break;
    if (mantissa >> 60 == 0) {
      mantissa = (mantissa << 4) | digit;
      if (inFraction) exponent -= 4;
    } else {
      rest |= digit;
      if (!inFraction) exponent += 4;
    }
  }
  exponent += scanBinaryExponent(p, end);
  hexIsZero = mantissa == 0;
  if (hexIsZero) return 0;
  const zeros = clz(mantissa);
  const top = 63 - <i64>zeros + exponent;
  const clamped = <i32>max<i64>(-100000, min<i64>(100000, top));
  return roundToBits(mantissa << zeros, rest, 0, clamped, EXACT, bits, least);
}
