/** `numeric(precision, scale)`: the type modifier, and what it does to a value. */
import { textResult } from '../../core/runtime/scratch';
import { Decimal, WIDTH, digitAt, mark, strip } from './decimal';
import { ERR_NUMERIC_FIELD_OVERFLOW } from './errors.generated.ts';
import { round } from './rounding';
import { NAN, headerOf, isSpecial, pack, unpack } from './stored';
import { fail } from '../../core/runtime/raise';

/** PostgreSQL adds the size of a varlena header to a modifier, so that 0 is none. */
const HEADER: i32 = 4;

function precisionOf(modifier: i32): i32 {
  return ((modifier - HEADER) >> 16) & 0xffff;
}
/** The scale has eleven bits, of which the highest is the sign. */
function fieldScale(modifier: i32): i32 {
  return (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
}

/** Decimal digits before the point of a stripped value. */
function wholeDigits(v: Decimal): i32 {
  const first = digitAt(v, 0);
  return (v.weight + 1) * WIDTH - i32(first < 1000) - i32(first < 100) - i32(first < 10);
}

/** Rounds to the field's scale; a value that then has too many digits before the point is an error. */
export function fit(v: Decimal, modifier: i32): void {
  if (modifier < HEADER) return;
  const scale = fieldScale(modifier);
  round(v, scale);
  if (v.scale < 0) v.scale = 0;
  strip(v);
  if (v.count != 0 && wholeDigits(v) > precisionOf(modifier) - scale) fail(ERR_NUMERIC_FIELD_OVERFLOW);
}

/** NaN fits everywhere, an infinity only where there is no modifier. */
export function fitSpecial(header: u32, modifier: i32): void {
  if (header != NAN && modifier >= HEADER) fail(ERR_NUMERIC_FIELD_OVERFLOW);
}

/** The cast to a type with a modifier. */
export function numeric(a: usize, length: i32, modifier: i32): usize {
  if (isSpecial(a)) {
    fitSpecial(headerOf(a), modifier);
    return textResult(a, length);
  }
  if (modifier < HEADER) return textResult(a, length);
  const from = mark();
  const v = unpack(a, length);
  fit(v, modifier);
  return pack(v, from);
}
