/** base64 in lines of 76 characters (pg_base64_encode and pg_base64_decode in utils/adt/encode.c, RFC 2045). */
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { bytesBefore } from '../../text/runtime/utf8';
import { ERR_BASE64_END, ERR_BASE64_PADDING, ERR_BASE64_SYMBOL, ERR_RESULT_TOO_LARGE } from './errors.generated.ts';

const LINE: i32 = 76;

function symbol(value: u32): u32 {
  if (value < 26) return 65 + value;
  if (value < 52) return 97 + value - 26;
  if (value < 62) return 48 + value - 52;
  return value == 62 ? 43 : 47;
}

/** What a symbol stands for, or -1. */
function valueOf(c: u32): i32 {
  if (c - 65 < 26) return c - 65;
  if (c - 97 < 26) return c - 97 + 26;
  if (c - 48 < 10) return c - 48 + 52;
  return c == 43 ? 62 : c == 47 ? 63 : -1;
}

/** bytea → text; a full line ends with a newline, the last one too. */
export function encodeBase64(a: usize, aLength: i32): usize {
  const groups = (<i64>aLength + 2) / 3;
  const length = <i64>groups * 4 + <i64>aLength / (LINE / 4 * 3);
  if (length > 0x3fffffff) fail(ERR_RESULT_TOO_LARGE);
  const result = allocate(<i32>length);
  let p = result;
  let i = 0;
  for (; i + 3 <= aLength; i += 3) {
    const bits = (<u32>load<u8>(a + i) << 16) | (<u32>load<u8>(a + i + 1) << 8) | <u32>load<u8>(a + i + 2);
    store<u8>(p, symbol(bits >> 18));
    store<u8>(p + 1, symbol((bits >> 12) & 63));
    store<u8>(p + 2, symbol((bits >> 6) & 63));
    store<u8>(p + 3, symbol(bits & 63));
    p += 4;
    if ((i + 3) % (LINE / 4 * 3) == 0) store<u8>(p++, 10);
  }
  if (i < aLength) {
    const two = i + 1 < aLength;
    const bits = (<u32>load<u8>(a + i) << 16) | (two ? <u32>load<u8>(a + i + 1) << 8 : 0);
    store<u8>(p, symbol(bits >> 18));
    store<u8>(p + 1, symbol((bits >> 12) & 63));
    store<u8>(p + 2, two ? symbol((bits >> 6) & 63) : 61);
    store<u8>(p + 3, 61);
  }
  return textResult(result, <i32>length);
}

/** text → bytea. */
export function decodeBase64(text: usize, length: i32): usize {
  const result = allocate(<i32>((<i64>length * 3) >> 2));
  const end = text + length;
  let to = result;
  let bits: u32 = 0;
  let count = 0;
  // How many bytes, less one, the group that has the padding gives; 0 before there is any.
  let padded = 0;
  for (let p = text; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (c == 32 || c == 9 || c == 10 || c == 13) continue;
    let value = 0;
    if (c == 61) {
      if (padded == 0) {
        if (count < 2) fail(ERR_BASE64_PADDING);
        padded = count - 1;
      }
    } else {
      value = valueOf(c);
      if (value < 0) failWith(ERR_BASE64_SYMBOL, p, bytesBefore(end, p));
    }
    bits = (bits << 6) | value;
    if (++count < 4) continue;
    store<u8>(to++, bits >> 16);
    if (padded != 1) store<u8>(to++, bits >> 8);
    if (padded == 0) store<u8>(to++, bits);
    bits = 0;
    count = 0;
  }
  if (count != 0) fail(ERR_BASE64_END);
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}
