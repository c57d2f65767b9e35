/** Texts → the six octets of a MAC address, in the seven forms that PostgreSQL reads with C's `sscanf` (utils/adt/mac.c). */
import { hexDigit, isSpace } from '../../core/runtime/characters';
import { characterAt } from './ipv4-in';

/** The six numbers that were read. */
const octets = memory.data(24);

export function octetAt(i: i32): i32 {
  return load<i32>(octets + (i << 2));
}

let p: usize = 0;

/** `%x` with at most `width` characters: blanks, a sign, `0x`, digits; false without a digit. */
function scanHex(end: usize, width: i32, into: usize): bool {
  while (isSpace(characterAt(p, end))) p++;
  const limit = width == 0 ? end : min(end, p + width);
  const sign = characterAt(p, limit);
  if (sign == 43 || sign == 45) p++;
  if (characterAt(p, limit) == 48 && (characterAt(p + 1, limit) | 32) == 120) {
    p += 2;
    if (hexDigit(characterAt(p, limit)) > 15) return false;
  }
  const start = p;
  let value: u64 = 0;
  let overflows = false;
  while (hexDigit(characterAt(p, limit)) < 16) {
    if (value >> 60 != 0) overflows = true;
    value = (value << 4) | hexDigit(load<u8>(p++));
  }
  if (p == start) return false;
  if (overflows) value = u64.MAX_VALUE;
  else if (sign == 45) value = 0 - value;
  store<i32>(into, <i32>value);
  return true;
}

/** Reads six numbers; bit i of `separated` says that the separator follows number i, which nothing but blanks may follow at the end. */
function scan(text: usize, end: usize, width: i32, separated: i32, separator: u32): bool {
  p = text;
  for (let i = 0; i < 6; i++) {
    if (!scanHex(end, width, octets + (i << 2))) return false;
    if (((separated >> i) & 1) != 0) {
      if (characterAt(p, end) != separator) return false;
      p++;
    }
  }
  while (isSpace(characterAt(p, end))) p++;
  return p == end;
}

/** Whether the text is a MAC address in one of the forms. */
export function scanMac(text: usize, length: i32): bool {
  const end = text + length;
  return (
    scan(text, end, 0, 0b11111, 58) ||
    scan(text, end, 0, 0b11111, 45) ||
    scan(text, end, 2, 0b100, 58) ||
    scan(text, end, 2, 0b100, 45) ||
    scan(text, end, 2, 0b1010, 46) ||
    scan(text, end, 2, 0b1010, 45) ||
    scan(text, end, 2, 0, 0)
  );
}
