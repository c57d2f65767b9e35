/**
 * The nearest float to a decimal number that has been scanned: 64 × 128-bit arithmetic with a table of powers of five
 * (Lemire, "Number parsing at a gigabyte per second"), and an exact comparison where that leaves a doubt.
 */
import { compareDecimal } from './bignum';
import { power, significand, truncated } from './decimal-scan';
import { infinityBits } from './float-format';
import { AMBIGUOUS, DOWN, EXACT, NEAR, ROUGH, roundToBits } from './float-round';
import { LEAST_POWER, POWERS_OF_FIVE } from './powers.generated.ts';
import { multiplyHigh } from './wide';

/** Which side of the middle between a float and the next above it the number is, exactly. */
function resolve(below: i64, bits: i32, least: i32): i64 {
  const field = <i32>(below >> (bits - 1));
  let mantissa: u64 = <u64>below & (((<u64>1) << (bits - 1)) - 1);
  if (field != 0) mantissa |= (<u64>1) << (bits - 1);
  const exponent = max(field, 1) + least - 1 - (bits - 1);
  const order = compareDecimal(mantissa * 2 + 1, exponent - 1);
  return below + i64(order > 0 || (order == 0 && (mantissa & 1) != 0));
}

/** The bits of the nearest float, without its sign. */
export function nearestFloat(bits: i32, least: i32): i64 {
  if (significand == 0 || power < LEAST_POWER) return 0;
  if (power > 308) return infinityBits(bits, least);
  const q = <i32>power;
  const entry = POWERS_OF_FIVE + ((q - LEAST_POWER) << 4);
  const fiveHigh = load<u64>(entry);
  const fiveLow = load<u64>(entry, 8);

  const zeros = <i32>clz(significand);
  const scaled = significand << zeros;
  let low = scaled * fiveLow;
  let mid = scaled * fiveHigh;
  let high = multiplyHigh(scaled, fiveHigh);
  const carried = multiplyHigh(scaled, fiveLow);
  mid += carried;
  if (mid < carried) high++;
  const upper = <i32>(high >> 63);
  if (upper == 0) {
    high = (high << 1) | (mid >> 63);
    mid = (mid << 1) | (low >> 63);
    low <<= 1;
  }
  // 217706 / 2^16 is close enough to the logarithm of ten to base two for every power in the table.
  const exponent = 63 + upper - zeros + ((217706 * q) >> 16);
  // Up to 5^55 the table is exact.
  const error = truncated ? ROUGH : q >= 0 && q <= 55 ? EXACT : NEAR;
  const result = roundToBits(high, mid, low, exponent, error, bits, least);
  if (result != AMBIGUOUS) return result;
  return resolve(roundToBits(high, mid, low, exponent, DOWN, bits, least), bits, least);
}
