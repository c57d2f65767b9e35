/** Texts in other encodings, as bytea (`pg_convert` in `utils/mb/mbutils.c`): UTF8, LATIN1 and SQL_ASCII. The database's encoding is UTF8. */
import { detailByte, detailText, failWithDetail } from '../../core/runtime/detail';
import { failWith } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { nameLength } from '../../text/runtime/name';
import {
  ERR_DESTINATION_ENCODING, ERR_ENCODING_NAME, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_BYTES, ERR_SOURCE_ENCODING,
} from './errors.generated.ts';
import { latin1ToUtf8, utf8ToLatin1 } from './latin1';
import { characterBytes, utf8Characters, utf8End } from './utf8-check';

const UTF8: i32 = 0;
const LATIN1: i32 = 1;
const SQL_ASCII: i32 = 2;
/** One of PostgreSQL's from or to which nothing is converted here. */
const OTHER: i32 = 3;

/** Whether a name, without what is neither letter nor digit and whatever its case, is the word that begins there and ends before a space. */
function isWord(name: usize, length: i32, words: string, start: i32): bool {
  let n = start;
  for (let i = 0; i < length; i++) {
    let c = <u32>load<u8>(name + i);
    if (c - 65 < 26) c += 32;
    if (c - 97 >= 26 && c - 48 >= 10) continue;
    if (n >= words.length || c != <u32>words.charCodeAt(n)) return false;
    n++;
  }
  return n > start && (n == words.length || words.charCodeAt(n) == 32);
}

function isAnyOf(name: usize, length: i32, words: string): bool {
  for (let start = 0; start < words.length; start++)
    if ((start == 0 || words.charCodeAt(start - 1) == 32) && isWord(name, length, words, start)) return true;
  return false;
}

/** Whether it is the name of one of the others (pg_encname_tbl of `common/encnames.c`). */
function isOther(name: usize, length: i32): bool {
  return (
    isAnyOf(name, length, 'big5 euccn eucjis2004 eucjp euckr euctw gb18030 gbk johab mskanji shiftjis shiftjis2004 sjis uhc') ||
    isAnyOf(name, length, 'latin10 latin2 latin3 latin4 latin5 latin6 latin7 latin8 latin9 iso885910 iso885913 iso885914') ||
    isAnyOf(name, length, 'iso885915 iso885916 iso88592 iso88593 iso88594 iso88595 iso88596 iso88597 iso88598 iso88599') ||
    isAnyOf(name, length, 'abc alt koi8 koi8r koi8u muleinternal tcvn tcvn5712 vscii win win1250 win1251 win1252 win1253') ||
    isAnyOf(name, length, 'win1254 win1255 win1256 win1257 win1258 win866 win874 win932 win936 win949 win950') ||
    isAnyOf(name, length, 'windows1250 windows1251 windows1252 windows1253 windows1254 windows1255 windows1256 windows1257') ||
    isAnyOf(name, length, 'windows1258 windows866 windows874 windows932 windows936 windows949 windows950')
  );
}

/** The encoding of that name; raises the error where there is none. */
function encodingOf(name: usize, storedLength: i32, error: i32): i32 {
  const length = nameLength(name, storedLength);
  if (isAnyOf(name, length, 'utf8 unicode')) return UTF8;
  if (isAnyOf(name, length, 'latin1 iso88591')) return LATIN1;
  if (isAnyOf(name, length, 'sqlascii')) return SQL_ASCII;
  if (!isOther(name, length)) failWith(error, name, length);
  return OTHER;
}

function checkSupported(encoding: i32, name: usize, storedLength: i32): void {
  if (encoding == OTHER) failWith(ERR_ENCODING_NOT_SUPPORTED, name, nameLength(name, storedLength));
}

/** Raises 22021, with the bytes of the character that is wrong, unless the bytes are a text of the encoding. */
function check(bytes: usize, length: i32, encoding: i32): void {
  const end = bytes + length;
  let wrong = bytes;
  if (encoding == UTF8) wrong = utf8End(bytes, length);
  else while (wrong < end && load<u8>(wrong) != 0) wrong++;
  if (wrong == end) return;
  detailText(encoding == UTF8 ? 'UTF8' : encoding == LATIN1 ? 'LATIN1' : 'SQL_ASCII');
  detailText('":');
  const size = encoding == UTF8 ? characterBytes(load<u8>(wrong)) : 1;
  for (let p = wrong; p < end && p < wrong + size; p++) {
    detailText(' ');
    detailByte(load<u8>(p));
  }
  failWithDetail(ERR_INVALID_BYTES);
}

function convert(bytes: usize, length: i32, from: i32, to: i32): usize {
  check(bytes, length, from);
  if (from == LATIN1 && to == UTF8) return latin1ToUtf8(bytes, length);
  if (from == UTF8 && to == LATIN1) return utf8ToLatin1(bytes, length);
  // SQL_ASCII is whatever the other one is.
  if (from == SQL_ASCII) check(bytes, length, to);
  return textResult(bytes, length);
}

/** bytea of one encoding → bytea of another one. */
export function pg_convert(a: usize, aLength: i32, from: usize, fromLength: i32, to: usize, toLength: i32): usize {
  const source = encodingOf(from, fromLength, ERR_SOURCE_ENCODING);
  const destination = encodingOf(to, toLength, ERR_DESTINATION_ENCODING);
  checkSupported(source, from, fromLength);
  checkSupported(destination, to, toLength);
  return convert(a, aLength, source, destination);
}

/** bytea of an encoding → text. */
export function pg_convert_from(a: usize, aLength: i32, from: usize, fromLength: i32): usize {
  const source = encodingOf(from, fromLength, ERR_SOURCE_ENCODING);
  checkSupported(source, from, fromLength);
  return convert(a, aLength, source, UTF8);
}

/** text → bytea of an encoding. */
export function pg_convert_to(a: usize, aLength: i32, to: usize, toLength: i32): usize {
  const destination = encodingOf(to, toLength, ERR_DESTINATION_ENCODING);
  checkSupported(destination, to, toLength);
  return convert(a, aLength, UTF8, destination);
}

/** The number of characters that the bytes are in an encoding. */
export function length_in_encoding(a: usize, aLength: i32, name: usize, nameBytes: i32): i32 {
  const encoding = encodingOf(name, nameBytes, ERR_ENCODING_NAME);
  checkSupported(encoding, name, nameBytes);
  check(a, aLength, encoding);
  return encoding == UTF8 ? utf8Characters : aLength;
}
