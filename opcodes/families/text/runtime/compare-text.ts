/** What core does not have of the order of texts: the comparison as a number, and the greater and the lesser of two (utils/adt/varlena.c). */
import { compareTexts as compare } from './difference';
import { textResult } from '../../core/runtime/scratch';

/** Less, equal or greater: negative, 0 or positive. */
export function bttextcmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compare(a, aLength, b, bLength);
}

/** The same in every collation. */
export function bttext_pattern_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compare(a, aLength, b, bLength);
}

/** The greater one. */
export function text_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return compare(a, aLength, b, bLength) > 0 ? textResult(a, aLength) : textResult(b, bLength);
}

/** The lesser one. */
export function text_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return compare(a, aLength, b, bLength) < 0 ? textResult(a, aLength) : textResult(b, bLength);
}
