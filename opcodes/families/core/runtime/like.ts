/**
 * LIKE and ILIKE (`utils/adt/like_match.c`). PostgreSQL recurses at every `%`, but a call that has reached the
 * next `%` answers for good (match or LIKE_ABORT), so only the last `%` is ever retried: the same search
 * runs here in a loop, in the same order, with the same errors. A text and a pattern that are alike in many places would make it
 * take text × pattern steps: once much has been compared in vain, what follows a `%` is found by `findSegment`.
 */
import { isAlpha, toLower } from './characters';
import { sameBytes } from './compare';
import { ERR_LIKE_PATTERN_ENDS_WITH_ESCAPE } from './errors.generated.ts';
import { findByte, findLetter } from './find-byte';
import { findSegment, matchesAtEnd, NOT_FOUND, NO_SPACE, segmentEnd } from './like-segment';
import { fail } from './raise';
import { countWork } from './work';

const PERCENT: u32 = 37;
const UNDERSCORE: u32 = 95;
const BACKSLASH: u32 = 92;

/** So many bytes may have been compared in vain; most texts are shorter. */
const PATIENCE: usize = 4096;

// @ts-ignore: decorator
@inline
function isSpecial(c: u32): bool {
  return c == PERCENT || c == UNDERSCORE || c == BACKSLASH;
}

// @ts-ignore: decorator
@inline
function foldIf(fold: bool, c: u32): u32 {
  return fold ? toLower(c) : c;
}

/** The next character of UTF-8: past the bytes that continue this one. */
// @ts-ignore: decorator
@inline
function nextCharacter(t: usize, tEnd: usize): usize {
  do t++;
  while (t < tEnd && (load<u8>(t) & 0xc0) == 0x80);
  return t;
}

// @ts-ignore: decorator
@inline
function find(fold: bool, t: usize, tEnd: usize, first: u32): usize {
  return fold && isAlpha(first) ? findLetter(t, tEnd, first) : findByte(t, tEnd, first);
}

/** With `fold`, both sides are compared as lower case; folding and not are two copies of the code. */
// @ts-ignore: decorator
@inline
function match(fold: bool, t: usize, tEnd: usize, p: usize, pEnd: usize): bool {
  // After a `%`: the pattern that follows it, its first byte, and where in the text it was last tried.
  let retryPattern: usize = 0;
  let retryText: usize = 0;
  let first: u32 = 0;
  let wasted: usize = 0;
  do {
    let mismatch = false;
    while (t < tEnd && p < pEnd) {
      let c = <u32>load<u8>(p);
      if (c == PERCENT) {
        p++;
        while (p < pEnd) {
          c = <u32>load<u8>(p);
          if (c == UNDERSCORE) {
            if (t >= tEnd) return false;
            t = nextCharacter(t, tEnd);
          } else if (c != PERCENT) break;
          p++;
        }
        if (p >= pEnd) return true;
        if (c == BACKSLASH) {
          if (p + 1 >= pEnd) fail(ERR_LIKE_PATTERN_ENDS_WITH_ESCAPE);
          c = <u32>load<u8>(p + 1);
        } else if (!fold) {
          // A literal up to the end of the pattern can only match at the end of the text.
          let literalEnd = p + 1;
          while (literalEnd < pEnd && !isSpecial(load<u8>(literalEnd))) literalEnd++;
          if (literalEnd == pEnd) {
            const length = <i32>(pEnd - p);
            return <i32>(tEnd - t) >= length && sameBytes(tEnd - length, p, length);
          }
        }
        first = foldIf(fold, c);
        retryPattern = p;
        t = find(fold, t, tEnd, first);
        if (t >= tEnd) return false;
        retryText = t;
        continue;
      }
      if (c == UNDERSCORE) {
        t = nextCharacter(t, tEnd);
        p++;
        continue;
      }
      if (c == BACKSLASH) {
        p++;
        if (p >= pEnd) fail(ERR_LIKE_PATTERN_ENDS_WITH_ESCAPE);
        c = <u32>load<u8>(p);
      }
      if (foldIf(fold, c) != foldIf(fold, load<u8>(t))) {
        mismatch = true;
        break;
      }
      t++;
      p++;
    }
    if (!mismatch && t >= tEnd) {
      while (p < pEnd && <u32>load<u8>(p) == PERCENT) p++;
      return p >= pEnd;
    }
    if (retryPattern == 0) return false;
    wasted += t - retryText;
    if (wasted > PATIENCE) {
      const end = segmentEnd(retryPattern, pEnd);
      if (end == pEnd) return matchesAtEnd(fold, retryText + 1, tEnd, retryPattern, end);
      const found = findSegment(fold, retryText + 1, tEnd, retryPattern, end);
      if (found == NOT_FOUND) return false;
      if (found != NO_SPACE) {
        t = found;
        p = end;
        if (t < tEnd) continue;
        while (p < pEnd && <u32>load<u8>(p) == PERCENT) p++;
        return p >= pEnd;
      }
      countWork(<u64>wasted);
      wasted = 0;
    }
    t = find(fold, retryText + 1, tEnd, first);
    retryText = t;
    p = retryPattern;
  } while (t < tEnd);
  return false;
}

/** text LIKE pattern, 1 or 0. */
export function textlike(text: usize, textLength: i32, pattern: usize, patternLength: i32): i32 {
  return i32(match(false, text, text + textLength, pattern, pattern + patternLength));
}

/** text ILIKE pattern, 1 or 0; under the collation "C" only ASCII letters have case. */
export function texticlike(text: usize, textLength: i32, pattern: usize, patternLength: i32): i32 {
  return i32(match(true, text, text + textLength, pattern, pattern + patternLength));
}
