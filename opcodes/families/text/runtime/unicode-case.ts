/**
 * Case in PostgreSQL's built-in collations: `pg_c_utf8` maps every character to one, `pg_unicode_fast` maps by all rules of Unicode, so that
 * ß becomes SS and a sigma at the end of a word ς (common/unicode_case.c, utils/adt/pg_locale_builtin.c).
 */
import { textlike } from '../../core/runtime/like';
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { ERR_TEXT_TOO_LONG } from './errors.generated.ts';
import {
  CASEFOLD, CASEFOLD_FULL, CASEFOLD_FULL_SIZE, CASEFOLD_SIZE, INITCAP, INITCAP_FULL, INITCAP_FULL_SIZE, INITCAP_SIZE,
  LOWER, LOWER_FULL, LOWER_FULL_SIZE, LOWER_SIZE, UPPER, UPPER_FULL, UPPER_FULL_SIZE, UPPER_SIZE,
} from './unicode-case.generated.ts';
import { isCaseIgnorable, isCased, isWordCharacter, moved, special } from './unicode-properties';
import { characterBytes, continues, decodeCharacter, encodeCharacter } from './utf8';

const CAPITAL_SIGMA: u32 = 0x3a3;
const FINAL_SIGMA: u32 = 0x3c2;

/** The bytes that one character can become, and where the last may begin. */
const LONGEST: i32 = 12;
let limit: usize = 0;

/** Space for a text whose case is changed: a character that is not ASCII can take three times its bytes. */
function roomFor(a: usize, aLength: i32): usize {
  let wide: i64 = 0;
  for (let p = a; p < a + aLength; p++) wide += i64(load<u8>(p) >= 0x80);
  const longest = <i64>aLength + (wide << 1) + LONGEST;
  if (longest > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  const result = allocate(<i32>longest);
  limit = result + <usize>longest - LONGEST;
  return result;
}

/** The bytes of the text that was made last. */
let madeLength: i32 = 0;

function done(result: usize, out: usize): usize {
  shrinkTo(out);
  madeLength = <i32>(out - result);
  return textResult(result, madeLength);
}

/** Whether a letter comes before the sigma at `p`, and none after it, characters that have no case of their own aside. */
function isFinal(a: usize, end: usize, p: usize): bool {
  let before = p;
  while (true) {
    if (before == a) return false;
    do before--;
    while (before > a && continues(before));
    const c = decodeCharacter(before);
    if (isCaseIgnorable(c)) continue;
    if (!isCased(c)) return false;
    break;
  }
  for (let after = p + characterBytes(p); after < end; after += characterBytes(after)) {
    const c = decodeCharacter(after);
    if (!isCaseIgnorable(c)) return !isCased(c);
  }
  return true;
}

/** Writes what a character becomes; a `fullTable` of 0 is none. */
function writeMapped(out: usize, c: u32, table: usize, size: i32, fullTable: usize, fullSize: i32): usize {
  // Only bytes that are no characters can need more.
  if (out > limit) fail(ERR_TEXT_TOO_LONG);
  const entry = fullTable == 0 ? 0 : special(fullTable, fullSize, c);
  if (entry == 0) return encodeCharacter(out, moved(table, size, c));
  for (let at: usize = 4; at < 16; at += 4) {
    const to = load<u32>(entry + at);
    if (to == 0) break;
    out = encodeCharacter(out, to);
  }
  return out;
}

function writeLower(out: usize, a: usize, end: usize, p: usize, c: u32, full: bool): usize {
  if (full && c == CAPITAL_SIGMA && isFinal(a, end, p)) return encodeCharacter(out, FINAL_SIGMA);
  return writeMapped(out, c, LOWER, LOWER_SIZE, full ? LOWER_FULL : 0, LOWER_FULL_SIZE);
}

function lowerCase(a: usize, aLength: i32, full: bool): usize {
  const result = roomFor(a, aLength);
  const end = a + aLength;
  let out = result;
  for (let p = a; p < end; ) {
    const c = <u32>load<u8>(p);
    if (c < 128) {
      store<u8>(out++, c - 65 < 26 ? c | 32 : c);
      p++;
      continue;
    }
    out = writeLower(out, a, end, p, decodeCharacter(p), full);
    p += characterBytes(p);
  }
  return done(result, out);
}

/** Every character by a table, wherever it stands; of ASCII the 26 letters from `first` on change their case. */
function mapAll(
  a: usize, aLength: i32, first: u32, table: usize, size: i32, fullTable: usize, fullSize: i32,
): usize {
  const result = roomFor(a, aLength);
  let out = result;
  for (let p = a; p < a + aLength; ) {
    const c = <u32>load<u8>(p);
    if (c < 128) {
      store<u8>(out++, c - first < 26 ? c ^ 32 : c);
      p++;
      continue;
    }
    out = writeMapped(out, decodeCharacter(p), table, size, fullTable, fullSize);
    p += characterBytes(p);
  }
  return done(result, out);
}

/** The first character of every word by the table of titles, the others small; a word is a run of letters and digits, or of others. */
function capitalize(a: usize, aLength: i32, full: bool): usize {
  const result = roomFor(a, aLength);
  const end = a + aLength;
  let out = result;
  let inWord = false;
  for (let p = a; p < end; p += characterBytes(p)) {
    const c = decodeCharacter(p);
    const isWord = isWordCharacter(c, full);
    const isFirst = p == a || isWord != inWord;
    if (c < 128) {
      const isLetter = (c | 32) - 97 < 26;
      store<u8>(out++, isLetter ? (isFirst ? c & ~32 : c | 32) : c);
    } else if (isFirst)
      out = writeMapped(out, c, INITCAP, INITCAP_SIZE, full ? INITCAP_FULL : 0, INITCAP_FULL_SIZE);
    else out = writeLower(out, a, end, p, c, full);
    inWord = isWord;
  }
  return done(result, out);
}

export function lower_c_utf8(a: usize, aLength: i32): usize {
  return lowerCase(a, aLength, false);
}

export function lower_unicode_fast(a: usize, aLength: i32): usize {
  return lowerCase(a, aLength, true);
}

export function upper_c_utf8(a: usize, aLength: i32): usize {
  return mapAll(a, aLength, 97, UPPER, UPPER_SIZE, 0, 0);
}

export function upper_unicode_fast(a: usize, aLength: i32): usize {
  return mapAll(a, aLength, 97, UPPER, UPPER_SIZE, UPPER_FULL, UPPER_FULL_SIZE);
}

export function initcap_c_utf8(a: usize, aLength: i32): usize {
  return capitalize(a, aLength, false);
}

export function initcap_unicode_fast(a: usize, aLength: i32): usize {
  return capitalize(a, aLength, true);
}

export function casefold_c_utf8(a: usize, aLength: i32): usize {
  return mapAll(a, aLength, 65, CASEFOLD, CASEFOLD_SIZE, 0, 0);
}

export function casefold_unicode_fast(a: usize, aLength: i32): usize {
  return mapAll(a, aLength, 65, CASEFOLD, CASEFOLD_SIZE, CASEFOLD_FULL, CASEFOLD_FULL_SIZE);
}

/** ILIKE makes both sides small, as `lower` does, and is LIKE then. */
function likeFolded(a: usize, aLength: i32, b: usize, bLength: i32, full: bool): i32 {
  const text = lowerCase(a, aLength, full);
  const textLength = madeLength;
  const pattern = lowerCase(b, bLength, full);
  return textlike(text, textLength, pattern, madeLength);
}

export function texticlike_c_utf8(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return likeFolded(a, aLength, b, bLength, false);
}

export function texticnlike_c_utf8(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - likeFolded(a, aLength, b, bLength, false);
}

export function texticlike_unicode_fast(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return likeFolded(a, aLength, b, bLength, true);
}

export function texticnlike_unicode_fast(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - likeFolded(a, aLength, b, bLength, true);
}
