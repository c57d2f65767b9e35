// The runtime functions of the family that only tests have.
import { argumentIsNull, resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { failWith } from '../../core/runtime/raise';
import { ERR_INVALID_RGB } from './errors.generated.ts';

function digit(code: i32): i32 {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

export function rgb_in(text: usize, length: i32): usize {
  if (length != 7 || load<u8>(text) != 35) failWith(ERR_INVALID_RGB, text, length);
  const result = allocate(3);
  for (let i = 0; i < 3; i++) {
    const high = digit(load<u8>(text + 1 + 2 * i));
    const low = digit(load<u8>(text + 2 + 2 * i));
    if ((high | low) < 0) failWith(ERR_INVALID_RGB, text, length);
    store<u8>(result + i, (high << 4) | low);
  }
  return textResult(result, 3);
}

function letter(value: i32): u8 {
  return <u8>(value < 10 ? 48 + value : 87 + value);
}

export function rgb_out(a: usize, length: i32): usize {
  const result = allocate(7);
  store<u8>(result, 35);
  for (let i = 0; i < 3; i++) {
    const byte = load<u8>(a + i);
    store<u8>(result + 1 + 2 * i, letter(byte >> 4));
    store<u8>(result + 2 + 2 * i, letter(byte & 15));
  }
  return textResult(result, 7);
}

export function rgb_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(memory.compare(a, b, 3) == 0);
}

export function hash_rgb(a: usize, length: i32): i32 {
  return ((<i32>load<u8>(a)) << 16) | ((<i32>load<u8>(a + 1)) << 8) | load<u8>(a + 2);
}

export function rgb_red(a: usize, length: i32): i32 {
  return load<u8>(a);
}

export function answer(): i32 {
  return 42;
}

export function clamp(a: i64, low: i64, high: i64): i64 {
  return a < low ? low : a > high ? high : a;
}

export function sum_of_nine(
  a: i32,
  b: i32,
  c: i64,
  d: f32,
  e: f64,
  f: i32,
  g: usize,
  gLength: i32,
  h: i32,
  i: i64,
): f64 {
  return <f64>a + <f64>b + <f64>c + <f64>d + e + <f64>f + <f64>gLength + <f64>h + <f64>i;
}

export function even_or_null(a: i32): i32 {
  if ((a & 1) != 0) resultIsNull();
  return a;
}

export function count_of_nulls(f: usize, n: i32): i32 {
  let count = 0;
  for (let i = 0; i < n; i++) count += i32(argumentIsNull(f, i));
  return count;
}
