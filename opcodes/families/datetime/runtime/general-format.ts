/** C's printf %g: six significant digits, without the zeros at their end, in scientific notation if the exponent is below -4 or above 5. */
import { writeDigits } from '../../core/runtime/digits';

/** The value as six digits and the exponent of the first: exact for what is printed here, by way of the shortest steps of ten. */
let digits: u32 = 0;
let exponent: i32 = 0;

function split(value: f64): void {
  exponent = 0;
  let scaled = value;
  while (scaled >= 1e22) {
    scaled /= 1e22;
    exponent += 22;
  }
  while (scaled >= 10) {
    scaled /= 10;
    exponent++;
  }
  while (scaled < 1) {
    scaled *= 10;
    exponent--;
  }
  digits = <u32>nearest(scaled * 100000);
  if (digits == 1000000) {
    digits = 100000;
    exponent++;
  }
}

function writeWord(at: usize, word: string): usize {
  for (let i = 0; i < word.length; i++) store<u8>(at++, word.charCodeAt(i));
  return at;
}

/** Writes the number, with zeros in front up to `width` characters. Returns the end. */
export function writeGeneral(at: usize, value: f64, width: i32): usize {
  if (value != value) return writeWord(at, 'NaN');
  const negative = reinterpret<i64>(value) < 0;
  if (negative) store<u8>(at++, 45);
  const magnitude = abs(value);
  if (magnitude == Infinity) return writeWord(at, 'Infinity');
  let end = writeMagnitude(at, magnitude);
  const missing = width - i32(negative) - <i32>(end - at);
  if (missing > 0) {
    memory.copy(at + missing, at, end - at);
    memory.fill(at, 48, missing);
    end += missing;
  }
  return end;
}

function writeMagnitude(at: usize, magnitude: f64): usize {
  if (magnitude == 0) {
    store<u8>(at, 48);
    return at + 1;
  }
  split(magnitude);
  let count = 6;
  while (count > 1 && digits % 10 == 0) {
    digits /= 10;
    count--;
  }
  if (exponent < -4 || exponent >= 6) return writeScientific(at, count);
  if (exponent < 0) {
    store<u8>(at, 48);
    store<u8>(at, 46, 1);
    memory.fill(at + 2, 48, -exponent - 1);
    return writeDigits(at + 1 - exponent, digits, count);
  }
  const whole = exponent + 1;
  if (count <= whole) {
    const end = writeDigits(at, digits, count);
    memory.fill(end, 48, whole - count);
    return end + (whole - count);
  }
  writeDigits(at + 1, digits, count);
  memory.copy(at, at + 1, whole);
  store<u8>(at + whole, 46);
  return at + count + 1;
}

function writeScientific(at: usize, count: i32): usize {
  let end = writeDigits(at + 1, digits, count);
  store<u8>(at, load<u8>(at + 1));
  if (count > 1) store<u8>(at + 1, 46);
  else end = at + 1;
  store<u8>(end, 101);
  store<u8>(end, exponent < 0 ? 45 : 43, 1);
  const magnitude = abs(exponent);
  return writeDigits(end + 2, magnitude, magnitude >= 100 ? 3 : 2);
}
