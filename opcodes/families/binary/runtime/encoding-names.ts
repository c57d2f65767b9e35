/** The names and numbers of PostgreSQL's encodings (`common/encnames.c`). Letters and digits alone make a name, whatever their case. */
import { resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { nameLength } from '../../text/runtime/name';

export const SQL_ASCII: i32 = 0;
export const UTF8: i32 = 6;
export const LATIN1: i32 = 8;
export const LATIN2: i32 = 9;
export const LATIN9: i32 = 16;
export const WIN1250: i32 = 29;

/** In the order of their numbers, a blank after each. */
const NAMES: string =
  'SQL_ASCII EUC_JP EUC_CN EUC_KR EUC_TW EUC_JIS_2004 UTF8 MULE_INTERNAL LATIN1 LATIN2 LATIN3 LATIN4 LATIN5 LATIN6 LATIN7 LATIN8 LATIN9 LATIN10 WIN1256 WIN1258 WIN866 WIN874 KOI8R WIN1251 WIN1252 ISO_8859_5 ISO_8859_6 ISO_8859_7 ISO_8859_8 WIN1250 WIN1253 WIN1254 WIN1255 WIN1257 KOI8U SJIS BIG5 GBK UHC GB18030 JOHAB SHIFT_JIS_2004 ';
const ENCODINGS: i32 = 42;
/** Bytes of the longest character. */
const LONGEST = memory.data<u8>([
  1, 3, 3, 3, 4, 3, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 3, 2,
]);

/** Other names, a blank after each; the number of each is the byte below. */
const OTHER_NAMES: string =
  'unicode iso88591 iso88592 iso88593 iso88594 iso88599 iso885910 iso885913 iso885914 iso885915 iso885916 abc alt koi8 tcvn tcvn5712 vscii win win932 win936 win949 win950 mskanji shiftjis windows1250 windows1251 windows1252 windows1253 windows1254 windows1255 windows1256 windows1257 windows1258 windows866 windows874 windows932 windows936 windows949 windows950 ';
const OTHER_NUMBERS = memory.data<u8>([
  6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 22, 19, 19, 19, 23, 35, 37, 38, 36, 35, 35, 29, 23, 24, 30, 31, 32, 18, 33, 19, 20, 21, 35,
  37, 38, 36,
]);

/** The letter in lower case or the digit, 0 for anything else. */
function plain(c: u32): u32 {
  if (c - 65 < 26) return c + 32;
  return c - 97 < 26 || c - 48 < 10 ? c : 0;
}

/** The place among the names of the one that is meant, or -1. */
function placeIn(names: string, name: usize, length: i32): i32 {
  let place = 0;
  for (let at = 0; at < names.length; at++) {
    let n = 0;
    let isSame = true;
    let isAny = false;
    for (; names.charCodeAt(at) != 32; at++) {
      const wanted = plain(names.charCodeAt(at));
      if (wanted == 0) continue;
      while (n < length && plain(load<u8>(name + n)) == 0) n++;
      if (n == length || plain(load<u8>(name + n)) != wanted) isSame = false;
      else n++;
      isAny = true;
    }
    while (n < length && plain(load<u8>(name + n)) == 0) n++;
    if (isSame && isAny && n == length) return place;
    place++;
  }
  return -1;
}

/** The number of the encoding, -1 where there is none of that name. */
export function encodingNumber(name: usize, length: i32): i32 {
  const place = placeIn(NAMES, name, length);
  if (place >= 0) return place;
  const other = placeIn(OTHER_NAMES, name, length);
  return other < 0 ? -1 : <i32>load<u8>(OTHER_NUMBERS + other);
}

export function isEncoding(number: i32): bool {
  return number >= 0 && number < ENCODINGS;
}

/** Writes the name of an encoding and returns where it ends. */
export function writeEncodingName(at: usize, number: i32): usize {
  let from = 0;
  for (let n = number; n > 0; from++) if (NAMES.charCodeAt(from) == 32) n--;
  for (; NAMES.charCodeAt(from) != 32; from++) store<u8>(at++, NAMES.charCodeAt(from));
  return at;
}

export function PG_char_to_encoding(name: usize, length: i32): i32 {
  return encodingNumber(name, nameLength(name, length));
}

/** A name, which is empty for a number of no encoding. */
export function PG_encoding_to_char(number: i32): usize {
  const result = allocate(64);
  memory.fill(result, 0, 64);
  if (isEncoding(number)) writeEncodingName(result, number);
  return textResult(result, 64);
}

export function pg_encoding_max_length_sql(number: i32): i32 {
  if (isEncoding(number)) return load<u8>(LONGEST + number);
  resultIsNull();
  return 0;
}
