/** Text → JSON string, with PostgreSQL's choice of escapes (`escape_json`). */
import { plainEnd } from './string';
import { append, appendByte, appendBytes } from './writer';

/** The letter after the backslash for a control character, or 0. */
function letterOf(c: u32): u32 {
  return c == 8 ? 98 : c == 12 ? 102 : c == 10 ? 110 : c == 13 ? 114 : c == 9 ? 116 : c == 34 || c == 92 ? c : 0;
}

// @ts-ignore: decorator
@inline
function hexLetter(digit: u32): u32 {
  return digit < 10 ? 48 + digit : 87 + digit;
}

export function appendString(text: usize, length: i32): void {
  const end = text + length;
  appendByte(34);
  let p = text;
  for (;;) {
    const next = plainEnd(p, end);
    appendBytes(p, <i32>(next - p));
    if (next >= end) break;
    const c = <u32>load<u8>(next);
    const letter = letterOf(c);
    if (letter != 0) {
      store<u16>(append(2), <u16>(92 | (letter << 8)));
    } else {
      const at = append(6);
      // \u00
      store<u32>(at, 0x3030755c);
      store<u8>(at, hexLetter(c >> 4), 4);
      store<u8>(at, hexLetter(c & 15), 5);
    }
    p = next + 1;
  }
  appendByte(34);
}
