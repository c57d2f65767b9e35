/** char(n): padded with spaces, which comparisons leave out (utils/adt/varchar.c). A modifier is the length plus 4. */
import { texteq } from '../../core/runtime/compare';
import { compareTexts } from './difference';
import { textlen } from '../../core/runtime/text';
import { textResult } from '../../core/runtime/scratch';
import { bpcharTooLong, fitTo, padTo } from './length';
import { trueLength } from './trim';

/** Reads a char(n). */
export function bpcharin(a: usize, aLength: i32, modifier: i32): usize {
  return bpchar(a, aLength, modifier, 0);
}

/** Writes a char(n), with its padding. */
export function bpcharout(a: usize, aLength: i32): usize {
  return textResult(a, aLength);
}

/** A char(n) brought to the length of a modifier: an explicit cast cuts off, another only spaces. */
export function bpchar(a: usize, aLength: i32, modifier: i32, isExplicit: i32): usize {
  if (modifier < 4) return textResult(a, aLength);
  const limit = modifier - 4;
  const fits = fitTo(a, aLength, limit, isExplicit != 0);
  if (fits < 0) bpcharTooLong(limit);
  return padTo(a, fits, limit);
}

/** The number of characters without the padding. */
export function bpcharlen(a: usize, aLength: i32): i32 {
  return textlen(a, trueLength(a, aLength));
}

/** The number of bytes, padding included. */
export function bpcharoctetlen(a: usize, aLength: i32): i32 {
  return aLength;
}

/** Less, equal or greater: negative, 0 or positive. */
export function bpcharcmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareTexts(a, trueLength(a, aLength), b, trueLength(b, bLength));
}

/** The same in every collation. */
export function btbpchar_pattern_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return bpcharcmp(a, aLength, b, bLength);
}

/** a = b. */
export function bpchareq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return texteq(a, trueLength(a, aLength), b, trueLength(b, bLength));
}

/** a <> b. */
export function bpcharne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - bpchareq(a, aLength, b, bLength);
}

/** a < b. */
export function bpcharlt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bpcharcmp(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function bpcharle(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bpcharcmp(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function bpchargt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bpcharcmp(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function bpcharge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bpcharcmp(a, aLength, b, bLength) >= 0);
}

/** a ~<~ b. */
export function bpchar_pattern_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return bpcharlt(a, aLength, b, bLength);
}

/** a ~<=~ b. */
export function bpchar_pattern_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return bpcharle(a, aLength, b, bLength);
}

/** a ~>~ b. */
export function bpchar_pattern_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return bpchargt(a, aLength, b, bLength);
}

/** a ~>=~ b. */
export function bpchar_pattern_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return bpcharge(a, aLength, b, bLength);
}

/** The greater one; of equals the first. */
export function bpchar_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return bpcharcmp(a, aLength, b, bLength) >= 0 ? textResult(a, aLength) : textResult(b, bLength);
}

/** The lesser one; of equals the first. */
export function bpchar_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return bpcharcmp(a, aLength, b, bLength) <= 0 ? textResult(a, aLength) : textResult(b, bLength);
}
