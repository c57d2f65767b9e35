/**
 * The search for a text in a text in linear time and constant space (Crochemore and Perrin, Two-Way String-Matching): however alike the two
 * are, each byte is looked at a few times at most.
 */
import { toLower } from './characters';

// @ts-ignore: decorator
@inline
function at(text: usize, index: i32): u32 {
  return <u32>load<u8>(text + <usize>index);
}

let period: i32 = 0;

/** Where the maximal suffix of the needle begins, less one, in the order of the bytes or in the opposite one; leaves its period. */
function maximalSuffix(needle: usize, length: i32, opposite: bool): i32 {
  let suffix = -1;
  let candidate = 0;
  let k = 1;
  let p = 1;
  while (candidate + k < length) {
    const a = at(needle, suffix + k);
    const b = at(needle, candidate + k);
    if (a == b) {
      if (k == p) {
        candidate += p;
        k = 1;
      } else k++;
    } else if (opposite ? a < b : a > b) {
      candidate += k;
      k = 1;
      p = candidate - suffix;
    } else {
      suffix = candidate++;
      k = 1;
      p = 1;
    }
  }
  period = p;
  return suffix;
}

/** The address of the first occurrence of the needle in `from` … `end`, or 0. With `fold` the text is taken as lower case; the needle must be. */
export function findText(fold: bool, from: usize, end: usize, needle: usize, length: i32): usize {
  let split = maximalSuffix(needle, length, false);
  let shift = period;
  const other = maximalSuffix(needle, length, true);
  if (other > split) {
    split = other;
    shift = period;
  }
  // What is known to match after a shift by the period, if the whole needle has that period.
  let kept = length - shift;
  for (let i = 0; i <= split; i++) {
    if (at(needle, i) != at(needle, i + shift)) {
      kept = 0;
      shift = max(split, length - split - 1) + 1;
      break;
    }
  }
  let known = 0;
  let text = from;
  while (<i32>(end - text) >= length) {
    let k = max(split + 1, known);
    while (k < length && at(needle, k) == (fold ? toLower(at(text, k)) : at(text, k))) k++;
    if (k < length) {
      text += <usize>(k - split);
      known = 0;
      continue;
    }
    k = split + 1;
    while (k > known && at(needle, k - 1) == (fold ? toLower(at(text, k - 1)) : at(text, k - 1))) k--;
    if (k <= known) return text;
    text += <usize>shift;
    known = kept;
  }
  return 0;
}
