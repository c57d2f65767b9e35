/**
 * A numeric as PostgreSQL stores it: 16 bits with sign, display scale and a small weight (short), or 16 bits with sign and scale and 16 with
 * the weight (long); then the digits. NaN and the infinities are a header alone.
 */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { Decimal, decimal, release, strip } from './decimal';
import { ERR_VALUE_OVERFLOWS_NUMERIC } from './errors.generated.ts';

export const NAN: u32 = 0xc000;
export const PLUS_INFINITY: u32 = 0xd000;
export const MINUS_INFINITY: u32 = 0xf000;

export const MOST_SCALE: i32 = 0x3fff;
export const MOST_WEIGHT: i32 = 0x7fff;

// @ts-ignore: decorator
@inline
export function headerOf(a: usize): u32 {
  return <u32>load<u16>(a);
}

/** NaN or an infinity. */
// @ts-ignore: decorator
@inline
export function isSpecial(a: usize): bool {
  return headerOf(a) >= NAN;
}
// @ts-ignore: decorator
@inline
export function isNan(a: usize): bool {
  return headerOf(a) == NAN;
}

// @ts-ignore: decorator
@inline
export function isShort(header: u32): bool {
  return (header & 0x8000) != 0;
}
/** The bytes before the digits. */
// @ts-ignore: decorator
@inline
export function headerSize(header: u32): i32 {
  return isShort(header) ? 2 : 4;
}
// @ts-ignore: decorator
@inline
export function isNegative(header: u32): bool {
  return (header & (isShort(header) ? 0x2000 : 0x4000)) != 0;
}
// @ts-ignore: decorator
@inline
export function weightOf(a: usize, header: u32): i32 {
  return isShort(header) ? (<i32>(header << 25)) >> 25 : <i32>load<i16>(a, 2);
}
// @ts-ignore: decorator
@inline
export function scaleOf(header: u32): i32 {
  return isShort(header) ? <i32>((header >> 7) & 0x3f) : <i32>(header & 0x3fff);
}

/** -1, 0 or 1; of NaN 0. */
export function signOf(a: usize, length: i32): i32 {
  const header = headerOf(a);
  if (header >= NAN) return header == NAN ? 0 : header == PLUS_INFINITY ? 1 : -1;
  return length == headerSize(header) ? 0 : isNegative(header) ? -1 : 1;
}

/**
 * A finite value, to compute with; its digits stay where they are. It is stripped, as PostgreSQL stores it, so that even a damaged page has
 * no divisor that begins with zeros.
 */
export function unpack(a: usize, length: i32): Decimal {
  const header = headerOf(a);
  const size = headerSize(header);
  const count = max(length - size, 0) >> 1;
  const result = decimal(a + size, count, weightOf(a, header), isNegative(header), scaleOf(header));
  strip(result);
  return result;
}

/** The result of a function: the value as it is stored, where the mark was; everything else allocated since is given back. */
export function pack(v: Decimal, from: usize): usize {
  strip(v);
  const digits = v.digits;
  const count = v.count;
  const weight = v.weight;
  const negative = v.negative;
  const scale = v.scale;
  if (weight > MOST_WEIGHT || weight < -0x8000 || scale > MOST_SCALE) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
  const short = scale <= 63 && weight >= -64 && weight <= 63;
  const size = short ? 2 : 4;
  const length = size + (count << 1);
  release(from);
  const result = allocate(length);
  memory.copy(result + size, digits, <usize>count << 1);
  if (short) {
    store<u16>(result, <u16>(0x8000 | (negative ? 0x2000 : 0) | (scale << 7) | (weight & 0x7f)));
  } else {
    store<u16>(result, <u16>((negative ? 0x4000 : 0) | scale));
    store<i16>(result, <i16>weight, 2);
  }
  return textResult(result, length);
}

/** NaN or an infinity as the result. */
export function packSpecial(header: u32): usize {
  const result = allocate(2);
  store<u16>(result, <u16>header);
  return textResult(result, 2);
}
