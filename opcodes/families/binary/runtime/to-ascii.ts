/** to_ascii: each byte as the letter of ASCII that is most like it (`utils/adt/ascii.c`), of a text that is taken to be of another encoding. */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { nameLength } from '../../text/runtime/name';
import { LATIN1, LATIN2, LATIN9, UTF8, WIN1250, encodingNumber, isEncoding, writeEncodingName } from './encoding-names';
import { ERR_ENCODING_CODE, ERR_ENCODING_UNKNOWN, ERR_NOT_TO_ASCII } from './errors.generated.ts';

// From the byte 160 on; WIN1250 from 128 on. The bytes below have nothing alike.
const LATIN1_LETTERS: string = '  cL Y  "Ca  -R     \'u .,      ?AAAAAAACEEEEIIII NOOOOOxOUUUUYTBaaaaaaaceeeeiiii nooooo/ouuuuyty';
const LATIN2_LETTERS: string = ' A L LS "SSTZ-ZZ a,l\'ls ,sstz"zzRAAAALCCCEEEEIIDDNNOOOOxRUUUUYTBraaaalccceeeeiiddnnoooo/ruuuuyt.';
const LATIN9_LETTERS: string = '  cL YS sCa  -R     Zu .z   EeY?AAAAAAACEEEEIIII NOOOOOxOUUUUYTBaaaaaaaceeeeiiii nooooo/ouuuuyty';
const WIN1250_LETTERS: string =
  '  \' "    %S<STZZ `\'"".--  s>stzz   L A  "CS  -RZ  ,l\'u .,as L"lzRAAAALCCCEEEEIIDDNNOOOOxRUUUUYTBraaaalccceeeeiiddnnoooo/ruuuuyt ';

function fold(text: usize, length: i32, letters: string): usize {
  const first = <u32>(256 - letters.length);
  const result = allocate(length);
  for (let i = 0; i < length; i++) {
    const c = <u32>load<u8>(text + i);
    store<u8>(result + i, c < 128 ? c : c < first ? 32 : letters.charCodeAt(c - first));
  }
  return textResult(result, length);
}

function toAscii(text: usize, length: i32, encoding: i32): usize {
  if (encoding == LATIN1) return fold(text, length, LATIN1_LETTERS);
  if (encoding == LATIN2) return fold(text, length, LATIN2_LETTERS);
  if (encoding == LATIN9) return fold(text, length, LATIN9_LETTERS);
  if (encoding == WIN1250) return fold(text, length, WIN1250_LETTERS);
  const name = allocate(64);
  failWith(ERR_NOT_TO_ASCII, name, <i32>(writeEncodingName(name, encoding) - name));
  return 0;
}

/** In the database's encoding, which is none of those that have letters here. */
export function to_ascii_default(text: usize, length: i32): usize {
  return toAscii(text, length, UTF8);
}

export function to_ascii_enc(text: usize, length: i32, encoding: i32): usize {
  if (!isEncoding(encoding)) {
    detailNumber(encoding);
    failWithDetail(ERR_ENCODING_CODE);
  }
  return toAscii(text, length, encoding);
}

export function to_ascii_encname(text: usize, length: i32, name: usize, storedLength: i32): usize {
  const used = nameLength(name, storedLength);
  const encoding = encodingNumber(name, used);
  if (encoding < 0) failWith(ERR_ENCODING_UNKNOWN, name, used);
  return toAscii(text, length, encoding);
}
