/** Ranges from and to texts (utils/adt/rangetypes.c, range_in and range_out). */
import { isSpace } from '../../core/runtime/characters';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { element_out, outLength } from '../../array/runtime/elements';
import { isInclusive, isInfinite } from './bound';
import { readRange } from './read';
import { close, isEmpty, lowerOf, open, subtypeIn, upperOf } from './stored';

/** text → range; then the oid of the range type. */
export function range_in(text: usize, length: i32, type: i32): usize {
  return close(readRange(text, length, type));
}

function isSpecial(c: u32): bool {
  return c == 34 || c == 92 || c == 40 || c == 41 || c == 91 || c == 93 || c == 44 || isSpace(c);
}

/** Writes a bound's text, in quotes where it needs them. */
function writeQuoted(to: usize, text: usize, length: i32): usize {
  let quotes = length == 0;
  for (let i = 0; i < length; i++) quotes = quotes || isSpecial(load<u8>(text + i));
  if (quotes) store<u8>(to++, 34);
  for (let i = 0; i < length; i++) {
    const c = load<u8>(text + i);
    if (c == 34 || c == 92) store<u8>(to++, c);
    store<u8>(to++, c);
  }
  if (quotes) store<u8>(to++, 34);
  return to;
}

/** The text of a range; its length is left where `textResult` leaves it. */
export function writeRange(range: usize): usize {
  if (isEmpty(range)) {
    const word = allocate(5);
    store<u32>(word, 0x74706d65);
    store<u8>(word, 121, 4);
    return textResult(word, 5);
  }
  const lower = lowerOf(range);
  const upper = upperOf(range);
  const subtype = subtypeIn(range);
  let lowerText: usize = 0;
  let lowerLength = 0;
  let upperText: usize = 0;
  let upperLength = 0;
  if (!isInfinite(lower)) {
    lowerText = element_out(subtype, lower);
    lowerLength = outLength();
  }
  if (!isInfinite(upper)) {
    upperText = element_out(subtype, upper);
    upperLength = outLength();
  }
  const result = allocate(2 * (lowerLength + upperLength) + 7);
  let p = result;
  store<u8>(p++, isInclusive(lower) ? 91 : 40);
  if (!isInfinite(lower)) p = writeQuoted(p, lowerText, lowerLength);
  store<u8>(p++, 44);
  if (!isInfinite(upper)) p = writeQuoted(p, upperText, upperLength);
  store<u8>(p++, isInclusive(upper) ? 93 : 41);
  shrinkTo(p);
  return textResult(result, <i32>(p - result));
}

/** range → text. */
export function range_out(a: usize, aLength: i32): usize {
  return writeRange(open(a, aLength));
}
