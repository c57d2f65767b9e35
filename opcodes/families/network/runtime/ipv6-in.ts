/** Texts → the bytes of an IPv6 address (utils/adt/inet_net_pton.c). */
import { hexDigit, isDigit } from '../../core/runtime/characters';
import { characterAt } from './ipv4-in';

const WRONG: i32 = -1;
/** The width that was read, -1 without one. */
let width: i32 = -1;

/** Reads a number up to `most` at p, without zeros in front; gives the address after it, or 0. */
let value: i32 = 0;
function numberAt(p: usize, end: usize, most: i32): usize {
  const start = p;
  value = 0;
  while (isDigit(characterAt(p, end))) {
    if (p > start && value == 0) return 0;
    value = value * 10 + <i32>(load<u8>(p++) - 48);
    if (value > most) return 0;
  }
  return p;
}

function readWidth(p: usize, end: usize): bool {
  const after = numberAt(p, end, 128);
  if (after != end || p == end) return false;
  width = value;
  return true;
}

/** The four octets of an IPv4 address, of which the later may be missing, and the width. */
function readIpv4(p: usize, end: usize, to: usize): bool {
  for (let count = 0; count < 4; count++) {
    const start = p;
    p = numberAt(p, end, 255);
    if (p == 0) return false;
    if (p == end) {
      if (p == start) return false;
      store<u8>(to + count, value);
      return true;
    }
    const c = load<u8>(p++);
    if (c != 46 && c != 47) return false;
    store<u8>(to + count, value);
    if (c == 47) return readWidth(p, end);
  }
  return false;
}

/** Writes the 16 bytes, which are zero before; gives the width of the netmask, or a negative number where the text is wrong. */
export function ipv6Bytes(text: usize, end: usize, to: usize): i32 {
  let p = text;
  if (characterAt(p, end) == 58 && characterAt(++p, end) != 58) return WRONG;
  width = -1;
  let at: i32 = 0;
  let gap: i32 = -1;
  let token = p;
  let digits = 0;
  let word: u32 = 0;
  while (p < end) {
    const c = <u32>load<u8>(p++);
    const digit = hexDigit(c);
    if (digit < 16) {
      word = (word << 4) | digit;
      if (++digits > 4) return WRONG;
    } else if (c == 58) {
      token = p;
      if (digits == 0) {
        if (gap >= 0) return WRONG;
        gap = at;
        continue;
      }
      if (p == end || at + 2 > 16) return WRONG;
      store<u16>(to + at, bswap<u16>(<u16>word));
      at += 2;
      digits = 0;
      word = 0;
    } else if (c == 46 && at + 4 <= 16 && readIpv4(token, end, to + at)) {
      at += 4;
      digits = 0;
      break;
    } else if (c == 47 && readWidth(p, end)) break;
    else return WRONG;
  }
  if (digits > 0) {
    if (at + 2 > 16) return WRONG;
    store<u16>(to + at, bswap<u16>(<u16>word));
    at += 2;
  }
  if (gap >= 0) {
    if (at == 16) return WRONG;
    const moved = at - gap;
    memory.copy(to + 16 - moved, to + gap, moved);
    memory.fill(to + gap, 0, 16 - moved - gap);
    at = 16;
  }
  if (at != 16) return WRONG;
  return width < 0 ? 128 : width;
}
