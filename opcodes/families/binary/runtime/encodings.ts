/** encode and decode: bytes as text in hexadecimal, in base64, or with escapes (utils/adt/encode.c). */
import { startsWithWord } from '../../core/runtime/characters';
import { failWith } from '../../core/runtime/raise';
import { decodeBase64, encodeBase64 } from './base64';
import { decodeEscapes } from './bytea';
import { ERR_UNKNOWN_ENCODING } from './errors.generated.ts';
import { encodeEscapes } from './escape';
import { decodeHex, encodeHex } from './hex';

const HEX = memory.data<u8>([104, 101, 120, 0]);
const BASE64 = memory.data<u8>([98, 97, 115, 101, 54, 52, 0]);
const ESCAPE = memory.data<u8>([101, 115, 99, 97, 112, 101, 0]);

function isNamed(name: usize, length: i32, word: usize, wordLength: i32): bool {
  return length == wordLength && startsWithWord(name, name + length, word);
}

/** bytea → text. */
export function binary_encode(a: usize, aLength: i32, name: usize, nameLength: i32): usize {
  if (isNamed(name, nameLength, HEX, 3)) return encodeHex(a, aLength, 0);
  if (isNamed(name, nameLength, BASE64, 6)) return encodeBase64(a, aLength);
  if (isNamed(name, nameLength, ESCAPE, 6)) return encodeEscapes(a, aLength);
  failWith(ERR_UNKNOWN_ENCODING, name, nameLength);
  return 0;
}

/** text → bytea. */
export function binary_decode(text: usize, length: i32, name: usize, nameLength: i32): usize {
  if (isNamed(name, nameLength, HEX, 3)) return decodeHex(text, length);
  if (isNamed(name, nameLength, BASE64, 6)) return decodeBase64(text, length);
  if (isNamed(name, nameLength, ESCAPE, 6)) return decodeEscapes(text, length);
  failWith(ERR_UNKNOWN_ENCODING, name, nameLength);
  return 0;
}
