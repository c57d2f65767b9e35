/** Numbers of a path: of all that the scanner could read at a place, the longest wins, and among equals the first of its rules. */
import { hexDigit, isDigit } from '../../core/runtime/characters';
import { ERR_SYNTAX } from './errors.generated.ts';
import { failNear } from './message';
import { isOther, otherEnd } from './lex-classes';

/** What was read: it is a whole number; and where it ends, 0 when a name is longer. */
export let numberIsWhole: bool = false;

// @ts-ignore: decorator
@inline
function byteAt(p: usize, end: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

// @ts-ignore: decorator
@inline
function digitIn(c: u32, base: u32): bool {
  return <u32>hexDigit(c) < base;
}

/** The end of digits with single underscores between them; `p` itself when there is no digit. */
function digitsEnd(p: usize, end: usize, base: u32): usize {
  let next = p;
  while (next < end && digitIn(byteAt(next, end), base)) {
    p = next + 1;
    next = byteAt(p, end) == 95 ? p + 1 : p;
  }
  return p;
}

function integerEnd(p: usize, end: usize): usize {
  if (byteAt(p, end) == 48) return p + 1;
  return digitsEnd(p, end, 10);
}

/** 0x, 0o or 0b and digits; 0 if there is none. */
function prefixedEnd(p: usize, end: usize): usize {
  if (byteAt(p, end) != 48) return 0;
  const letter = byteAt(p + 1, end) | 32;
  const base: u32 = letter == 120 ? 16 : letter == 111 ? 8 : letter == 98 ? 2 : 0;
  if (base == 0) return 0;
  const last = digitsEnd(p + 2, end, base);
  return last > p + 2 ? last : 0;
}

/** The end of an exponent that begins at `p`, which may be 0; 0 if there is none. */
function exponentEnd(p: usize, end: usize): usize {
  if (p == 0 || (byteAt(p, end) | 32) != 101) return 0;
  const sign = byteAt(p + 1, end);
  const digits = p + (sign == 43 || sign == 45 ? 2 : 1);
  const last = digitsEnd(digits, end, 10);
  return last > digits ? last : 0;
}

function failingExponentEnd(p: usize, end: usize): usize {
  if (p == 0) return 0;
  const sign = byteAt(p + 1, end);
  return (byteAt(p, end) | 32) == 101 && (sign == 43 || sign == 45) ? p + 2 : 0;
}

function junkEnd(p: usize, end: usize): usize {
  return p != 0 && p < end && isOther(byteAt(p, end)) ? p + 1 : 0;
}

/** Reads the number at `p`, which begins with a digit, or a point and a digit; returns its end, or 0 when it is a name. */
export function readNumber(p: usize, end: usize): usize {
  const point = byteAt(p, end) == 46;
  const whole: usize = point ? 0 : integerEnd(p, end);
  const fraction: usize = point ? digitsEnd(p + 1, end, 10) : byteAt(whole, end) == 46 ? digitsEnd(whole + 1, end, 10) : 0;
  const prefixed: usize = point ? 0 : prefixedEnd(p, end);
  const real = max<usize>(exponentEnd(whole, end), exponentEnd(fraction, end));
  const number = max<usize>(max<usize>(real, fraction), max<usize>(whole, prefixed));
  const failing = max<usize>(failingExponentEnd(whole, end), failingExponentEnd(fraction, end));
  const junk = max<usize>(junkEnd(whole, end), max<usize>(junkEnd(fraction, end), junkEnd(real, end)));
  const name: usize = point ? 0 : otherEnd(p, end);
  if (name > max<usize>(number, max<usize>(failing, junk))) return 0;
  if (failing > number && failing >= junk) failNear(ERR_SYNTAX, 'invalid numeric literal', p, <i32>(failing - p));
  if (junk > number) failNear(ERR_SYNTAX, 'trailing junk after numeric literal', p, <i32>(junk - p));
  numberIsWhole = number != real && number != fraction;
  return number;
}
