/** Bytes as text in which NUL, the bytes from 128 on and the backslash are escaped (esc_encode in utils/adt/encode.c). */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { ERR_RESULT_TOO_LARGE } from './errors.generated.ts';

function isOctal(c: u32): bool {
  return c == 0 || c > 127;
}

/** bytea → text. */
export function encodeEscapes(a: usize, aLength: i32): usize {
  let length: i64 = aLength;
  for (let i = 0; i < aLength; i++) {
    const c = <u32>load<u8>(a + i);
    length += isOctal(c) ? 3 : i64(c == 92);
  }
  if (length > 0x3fffffff) fail(ERR_RESULT_TOO_LARGE);
  const result = allocate(<i32>length);
  let p = result;
  for (let i = 0; i < aLength; i++) {
    const c = <u32>load<u8>(a + i);
    if (isOctal(c)) {
      store<u8>(p, 92);
      store<u8>(p + 1, 48 + (c >> 6));
      store<u8>(p + 2, 48 + ((c >> 3) & 7));
      store<u8>(p + 3, 48 + (c & 7));
      p += 4;
    } else {
      if (c == 92) store<u8>(p++, 92);
      store<u8>(p++, c);
    }
  }
  return textResult(result, <i32>length);
}
