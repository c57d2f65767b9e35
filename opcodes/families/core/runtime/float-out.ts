/**
 * Output of real and double precision (`float8out` with extra_float_digits 1): the shortest digits, written out while
 * the exponent is from -4 to 14 (real: to 5), else as d.ddde+dd.
 */
import { decimalLength, writeDigits } from './digits';
import { allocate, shrinkTo, textResult } from './scratch';
import { findShortest, shortestDigits, shortestPower } from './shortest';

const NAN_TEXT = memory.data<u8>([78, 97, 78]);
/** -Infinity; without its first byte, Infinity. */
const INFINITY_TEXT = memory.data<u8>([45, 73, 110, 102, 105, 110, 105, 116, 121]);
/** -0; without its first byte, 0. */
const ZERO_TEXT = memory.data<u8>([45, 48]);

/** Longer than any float: sign, 17 digits, point, e, sign, three digits. */
const LONGEST: i32 = 32;

/** ddd.ddd, 0.000ddd or ddd000; `power` is that of the last digit. Returns the end. */
function writeFixed(at: usize, digits: u64, length: i32, power: i32): usize {
  if (power >= 0) {
    at = writeDigits(at, digits, length);
    memory.fill(at, 48, power);
    return at + power;
  }
  const whole = length + power;
  if (whole > 0) {
    writeDigits(at + 1, digits, length);
    memory.copy(at, at + 1, whole);
    store<u8>(at + whole, 46);
    return at + length + 1;
  }
  store<u8>(at, 48);
  store<u8>(at, 46, 1);
  memory.fill(at + 2, 48, -whole);
  return writeDigits(at + 2 - whole, digits, length);
}

/** d.ddde+dd; `exponent` is that of the first digit. Returns the end. */
function writeScientific(at: usize, digits: u64, length: i32, exponent: i32): usize {
  let end = writeDigits(at + 1, digits, length);
  store<u8>(at, load<u8>(at + 1));
  if (length > 1) store<u8>(at + 1, 46);
  else end = at + 1;
  store<u8>(end, 101);
  store<u8>(end, exponent < 0 ? 45 : 43, 1);
  const magnitude = abs(exponent);
  return writeDigits(end + 2, magnitude, magnitude >= 100 ? 3 : 2);
}

/** digits × 10^power; from an exponent of `scientificFrom` on in scientific notation. */
function write(negative: bool, digits: u64, power: i32, scientificFrom: i32): usize {
  const result = allocate(LONGEST);
  if (negative) store<u8>(result, 45);
  const at = result + i32(negative);
  let length = decimalLength(digits);
  const exponent = power + length - 1;
  let end: usize;
  if (exponent >= -4 && exponent < scientificFrom) {
    end = writeFixed(at, digits, length, power);
  } else {
    // A whole number comes with its zeros, which the exponent says.
    while (digits % 10 == 0) {
      digits /= 10;
      length--;
    }
    end = writeScientific(at, digits, length, exponent);
  }
  shrinkTo(end);
  return textResult(result, <i32>(end - result));
}

// @ts-ignore: decorator
@inline
function special(text: usize, negative: bool, length: i32): usize {
  return textResult(text + i32(!negative), length + i32(negative));
}

/** double precision → text. */
export function float8out(value: f64): usize {
  const bits = reinterpret<u64>(value);
  const negative = bits >> 63 != 0;
  const fraction = bits & 0xfffffffffffff;
  const field = <i32>(bits >> 52) & 2047;
  if (field == 2047) return fraction != 0 ? textResult(NAN_TEXT, 3) : special(INFINITY_TEXT, negative, 8);
  const magnitude = abs(value);
  if (magnitude == 0) return special(ZERO_TEXT, negative, 1);
  if (magnitude < 9007199254740992 && magnitude == floor(magnitude)) return write(negative, <u64>magnitude, 0, 15);
  findShortest(field == 0 ? fraction : fraction | 0x10000000000000, max(field, 1) - 1077, fraction == 0 && field > 1);
  return write(negative, shortestDigits, shortestPower, 15);
}

/** real → text. */
export function float4out(value: f32): usize {
  const bits = reinterpret<u32>(value);
  const negative = bits >> 31 != 0;
  const fraction = bits & 0x7fffff;
  const field = <i32>(bits >> 23) & 255;
  if (field == 255) return fraction != 0 ? textResult(NAN_TEXT, 3) : special(INFINITY_TEXT, negative, 8);
  const magnitude = abs(value);
  if (magnitude == 0) return special(ZERO_TEXT, negative, 1);
  if (magnitude < 16777216 && magnitude == floor(magnitude)) return write(negative, <u64>magnitude, 0, 6);
  findShortest(field == 0 ? fraction : fraction | 0x800000, max(field, 1) - 152, fraction == 0 && field > 1);
  return write(negative, shortestDigits, shortestPower, 6);
}
