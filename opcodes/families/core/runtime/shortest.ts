/**
 * The shortest decimal number that reads back as a given float, by the method of Ryū (`common/d2s.c`) as PostgreSQL
 * has it: the ends of the interval that rounds to the float are not part of it (STRICTLY_SHORTEST is 0), and of
 * the shortest numbers the nearest is taken. A single needs no method of its own, only its own interval.
 */
import { LEAST_POWER, POWERS_OF_FIVE } from './powers.generated.ts';
import { multiplyHigh } from './wide';

/** The result: `shortestDigits` × 10^`shortestPower`. */
export let shortestDigits: u64 = 0;
export let shortestPower: i32 = 0;

/** The factor in use: a power of five, or the reciprocal of one, scaled to 121 or 122 bits. */
let factorHigh: u64 = 0;
let factorLow: u64 = 0;

// @ts-ignore: decorator
@inline
function powerOfFiveBits(power: i32): i32 {
  return ((power * 1217359) >> 19) + 1;
}

/** Takes 5^power from the table without its lowest bits. */
function loadFactor(power: i32, dropped: i32): void {
  const entry = POWERS_OF_FIVE + ((power - LEAST_POWER) << 4);
  const high = load<u64>(entry);
  factorHigh = high >> dropped;
  factorLow = (high << (64 - dropped)) | (load<u64>(entry, 8) >> dropped);
}

/** value × factor / 2^shift, for shifts between 65 and 127. */
function scale(value: u64, shift: i32): u64 {
  const carried = multiplyHigh(value, factorLow);
  let low = value * factorHigh;
  let high = multiplyHigh(value, factorHigh);
  low += carried;
  if (low < carried) high++;
  return (high << (128 - shift)) | (low >> (shift - 64));
}

function isMultipleOfPowerOfFive(value: u64, power: i32): bool {
  for (; power > 0; power--) {
    if (value % 5 != 0) return false;
    value /= 5;
  }
  return true;
}

/**
 * For the float `mantissa` × 2^(`exponent` + 2). `lowerIsClose`: the float below is only half as far away
 * as the one above, because the mantissa is a power of two.
 */
export function findShortest(mantissa: u64, exponent: i32, lowerIsClose: bool): void {
  // The float and the ends of its interval, in quarters of its last bit.
  const value = mantissa * 4;
  const upper = value + 2;
  const lower = value - (lowerIsClose ? 1 : 2);

  let power: i32;
  let v: u64;
  let top: u64;
  let bottom: u64;
  // Whether nothing but zeros has been cut off from v so far.
  let exact = false;
  if (exponent >= 0) {
    const q = ((exponent * 78913) >> 18) - i32(exponent > 3);
    power = q;
    if (q == 0) {
      v = value << exponent;
      top = upper << exponent;
      bottom = lower << exponent;
    } else {
      loadFactor(-q, 6);
      factorLow++;
      if (factorLow == 0) factorHigh++;
      const shift = q - exponent + 121 + powerOfFiveBits(q);
      v = scale(value, shift);
      top = scale(upper, shift);
      bottom = scale(lower, shift);
    }
    if (q <= 21) {
      if (value % 5 == 0) exact = isMultipleOfPowerOfFive(value, q);
      else if (isMultipleOfPowerOfFive(upper, q)) top--;
    }
  } else {
    const q = ((-exponent * 732923) >> 20) - i32(-exponent > 1);
    power = q + exponent;
    const i = -exponent - q;
    loadFactor(i, 7);
    const shift = q - powerOfFiveBits(i) + 121;
    v = scale(value, shift);
    top = scale(upper, shift);
    bottom = scale(lower, shift);
    if (q <= 1) {
      exact = true;
      top--;
    } else if (q < 63) {
      exact = (value & (((<u64>1) << (q - 1)) - 1)) == 0;
    }
  }

  // Cut off digits as long as the interval still holds a number with fewer.
  let removed: u32 = 0;
  for (;;) {
    const nextTop = top / 10;
    const nextBottom = bottom / 10;
    if (nextTop <= nextBottom) break;
    const next = v / 10;
    exact = exact && removed == 0;
    removed = <u32>(v - next * 10);
    v = next;
    top = nextTop;
    bottom = nextBottom;
    power++;
  }
  // Half-way between two, the even one.
  const roundsUp = removed > 5 || (removed == 5 && !(exact && (v & 1) == 0));
  shortestDigits = v + u64(v == bottom || roundsUp);
  shortestPower = power;
}
