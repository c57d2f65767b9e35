/** Texts → the bytes of an IPv4 address (port/inet_net_pton.c there, utils/adt/inet_net_pton.c): what inet and what cidr takes. */
import { hexDigit, isDigit } from '../../core/runtime/characters';

/** The character there, 0 at the end. */
// @ts-ignore: decorator
@inline
export function characterAt(p: usize, end: usize): u32 {
  return p < end ? load<u8>(p) : 0;
}

/** Where reading goes on. */
let next: usize = 0;

/** The number that begins at `next`, -1 when it is above 255. */
function octet(end: usize): i32 {
  let value: i32 = 0;
  while (isDigit(characterAt(next, end))) {
    value = value * 10 + <i32>(load<u8>(next++) - 48);
    if (value > 255) return -1;
  }
  return value;
}

const NO_WIDTH: i32 = -1;
const WRONG: i32 = -2;

/** The `/width` at `next`, up to the end; `NO_WIDTH` when there is none. */
function widthAt(end: usize, hasBytes: bool): i32 {
  if (next == end) return NO_WIDTH;
  if (load<u8>(next) != 47 || !hasBytes || !isDigit(characterAt(next + 1, end))) return WRONG;
  next++;
  let bits: i32 = 0;
  // A long width wraps round, as it does in PostgreSQL.
  while (isDigit(characterAt(next, end))) bits = bits * 10 + <i32>(load<u8>(next++) - 48);
  return next != end || bits > 32 || bits < NO_WIDTH ? WRONG : bits;
}

/** Writes the four bytes; gives the width of the netmask, or a negative number where the text is wrong. */
export function inetBytes(text: usize, end: usize, to: usize): i32 {
  next = text;
  let count = 0;
  while (isDigit(characterAt(next, end))) {
    const value = octet(end);
    if (value < 0 || count == 4) return WRONG;
    store<u8>(to + count++, value);
    if (characterAt(next, end) != 46) break;
    next++;
  }
  const bits = widthAt(end, count > 0);
  if (bits == NO_WIDTH) return count == 4 ? 32 : WRONG;
  return bits / 8 > count ? WRONG : bits;
}

/** Pairs of hexadecimal digits; gives how many bytes they are, or a negative number where they are too many. */
function hexBytes(end: usize, to: usize): i32 {
  let count = 0;
  while (hexDigit(characterAt(next, end)) < 16) {
    if (count == 4) return WRONG;
    const high = hexDigit(load<u8>(next++));
    const low = hexDigit(characterAt(next, end));
    if (low < 16) next++;
    store<u8>(to + count++, (high << 4) | (low < 16 ? low : 0));
  }
  return count;
}

function decimalBytes(end: usize, to: usize): i32 {
  let count = 0;
  while (true) {
    if (!isDigit(characterAt(next, end))) return WRONG;
    const value = octet(end);
    if (value < 0 || count == 4) return WRONG;
    store<u8>(to + count++, value);
    if (characterAt(next, end) != 46) return count;
    next++;
  }
}

/** The width that an address has by its class. */
function classWidth(first: u32, count: i32): i32 {
  const bits = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  if (bits < count * 8) return count * 8;
  return bits == 8 && first == 224 ? 4 : bits;
}

/** As `inetBytes`, but missing octets are zero, and a missing width is that of the class. */
export function cidrBytes(text: usize, end: usize, to: usize): i32 {
  next = text;
  const isHex =
    characterAt(text, end) == 48 &&
    (characterAt(text + 1, end) | 32) == 120 &&
    hexDigit(characterAt(text + 2, end)) < 16;
  if (isHex) next += 2;
  const count = isHex ? hexBytes(end, to) : decimalBytes(end, to);
  if (count <= 0) return WRONG;
  const bits = widthAt(end, true);
  return bits == NO_WIDTH ? classWidth(load<u8>(to), count) : bits;
}
