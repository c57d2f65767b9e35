/** Single characters and their numbers, and case under the collation "C" (`ascii`, `chr`, `asc_initcap` of PostgreSQL). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { isAlnum } from '../../core/runtime/characters';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { lower } from '../../core/runtime/text';
import {
  ERR_CHARACTER_NOT_POSITIVE, ERR_CHARACTER_NOT_VALID, ERR_CHARACTER_NULL, ERR_CHARACTER_TOO_LARGE,
} from './errors.generated.ts';
import { decodeCharacter, encodeCharacter } from './utf8';

/** The code point of the first character; 0 of the empty text. */
export function ascii(a: usize, aLength: i32): i32 {
  return aLength == 0 ? 0 : decodeCharacter(a);
}

/** The character with the code point. */
export function chr(c: i32): usize {
  if (c < 0) fail(ERR_CHARACTER_NOT_POSITIVE);
  if (c == 0) fail(ERR_CHARACTER_NULL);
  if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
    detailNumber(c);
    failWithDetail(c > 0x10ffff ? ERR_CHARACTER_TOO_LARGE : ERR_CHARACTER_NOT_VALID);
  }
  const result = allocate(4);
  return textResult(result, <i32>(encodeCharacter(result, c) - result));
}

/** Every word with a capital letter first and small letters after; only A–Z and a–z have case, and with digits they make words. */
export function initcap(a: usize, aLength: i32): usize {
  const result = allocate(aLength);
  let inWord = false;
  for (let i = 0; i < aLength; i++) {
    const c = <u32>load<u8>(a + i);
    const isLetter = (c | 32) - 97 < 26;
    store<u8>(result + i, isLetter ? (inWord ? c | 32 : c & ~32) : c);
    inWord = isAlnum(c);
  }
  return textResult(result, aLength);
}

/** Case folded, which is lower case under the collation "C". */
export function casefold(a: usize, aLength: i32): usize {
  return lower(a, aLength);
}

/** The number of bytes. */
export function textoctetlen(a: usize, aLength: i32): i32 {
  return aLength;
}
