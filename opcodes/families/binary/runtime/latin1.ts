/** Bytes as the characters of LATIN1, in UTF-8: so that what is written for characters works on bytes. */
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { detailByte, detailText, failWithDetail } from '../../core/runtime/detail';
import { ERR_NO_EQUIVALENT } from './errors.generated.ts';

const RESULT_LENGTH: usize = 16;

/** The length of the text that was made last. */
export function madeLength(): i32 {
  return load<i32>(RESULT_LENGTH);
}

/** Whether there are only bytes of ASCII, which are the same in both. */
export function isAscii(bytes: usize, length: i32): bool {
  for (let i = 0; i < length; i++) if (load<u8>(bytes + i) > 127) return false;
  return true;
}

/** Each byte as a character. */
export function latin1ToUtf8(bytes: usize, length: i32): usize {
  if (isAscii(bytes, length)) return textResult(bytes, length);
  // Values are shorter than 2^30 bytes.
  const result = allocate(length * 2);
  let to = result;
  for (let i = 0; i < length; i++) {
    const byte = <u32>load<u8>(bytes + i);
    if (byte < 128) {
      store<u8>(to++, byte);
    } else {
      store<u8>(to++, 0xc0 | (byte >> 6));
      store<u8>(to++, 0x80 | (byte & 63));
    }
  }
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}

/** Each character of right UTF-8 as a byte. */
export function utf8ToLatin1(text: usize, length: i32): usize {
  if (isAscii(text, length)) return textResult(text, length);
  const result = allocate(length);
  let to = result;
  for (let i = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    if (byte > 0xc3) failCharacter(text + i, byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);
    store<u8>(to++, byte < 128 ? byte : ((byte & 3) << 6) | (<u32>load<u8>(text + ++i) & 63));
  }
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}

function failCharacter(character: usize, length: i32): void {
  for (let i = 0; i < length; i++) {
    if (i > 0) detailText(' ');
    detailByte(load<u8>(character + i));
  }
  failWithDetail(ERR_NO_EQUIVALENT);
}
