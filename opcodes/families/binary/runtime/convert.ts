/** Texts in other encodings, as bytea (`pg_convert` in `utils/mb/mbutils.c`): UTF8, LATIN1 and SQL_ASCII. The database's encoding is UTF8. */
import { detailByte, detailText, failWithDetail } from '../../core/runtime/detail';
import { failWith } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { nameLength } from '../../text/runtime/name';
import { LATIN1, SQL_ASCII, UTF8, encodingNumber } from './encoding-names';
import {
  ERR_DESTINATION_ENCODING, ERR_ENCODING_NAME, ERR_ENCODING_NOT_SUPPORTED, ERR_INVALID_BYTES, ERR_SOURCE_ENCODING,
} from './errors.generated.ts';
import { latin1ToUtf8, utf8ToLatin1 } from './latin1';
import { characterBytes, utf8Characters, utf8End } from './utf8-check';

/** The encoding of that name; raises the error where there is none. */
function encodingOf(name: usize, storedLength: i32, error: i32): i32 {
  const length = nameLength(name, storedLength);
  const encoding = encodingNumber(name, length);
  if (encoding < 0) failWith(error, name, length);
  return encoding;
}

function checkSupported(encoding: i32, name: usize, storedLength: i32): void {
  if (encoding == UTF8 || encoding == LATIN1 || encoding == SQL_ASCII) return;
  failWith(ERR_ENCODING_NOT_SUPPORTED, name, nameLength(name, storedLength));
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
