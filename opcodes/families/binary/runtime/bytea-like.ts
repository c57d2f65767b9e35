/** LIKE over bytea, in which `_` is one byte (`bytealike` in `utils/adt/like.c`). */
import { textlike } from '../../core/runtime/like';
import { like_escape } from '../../core/runtime/like-escape';
import { isAscii, latin1ToUtf8, madeLength, utf8ToLatin1 } from './latin1';

/** a LIKE b. */
export function bytealike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  if (isAscii(a, aLength) && isAscii(b, bLength)) return textlike(a, aLength, b, bLength);
  const text = latin1ToUtf8(a, aLength);
  const textLength = madeLength();
  const pattern = latin1ToUtf8(b, bLength);
  return textlike(text, textLength, pattern, madeLength());
}

/** a NOT LIKE b. */
export function byteanlike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - bytealike(a, aLength, b, bLength);
}

/** The pattern a, in which b is the escape byte, as one in which a backslash is. */
export function like_escape_bytea(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const pattern = latin1ToUtf8(a, aLength);
  const patternLength = madeLength();
  const escape = latin1ToUtf8(b, bLength);
  const result = like_escape(pattern, patternLength, escape, madeLength());
  return utf8ToLatin1(result, madeLength());
}
