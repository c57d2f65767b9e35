/** inet and cidr → texts (utils/adt/network.c, port/inet_net_ntop.c). */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { bitsOf, bytesOf, familyOf, IPV4, mostBits } from './address';

/** The longest text: `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/128`. */
export const LONGEST: i32 = 64;

export function writeNumber(to: usize, value: i32): usize {
  return writeDigits(to, value, decimalLength(value));
}

export function writeWidth(to: usize, bits: i32): usize {
  store<u8>(to, 47);
  return writeNumber(to + 1, bits);
}

/** A word in hexadecimal digits, without zeros in front. */
export function writeWord(to: usize, word: u32): usize {
  for (let shift = word > 0xfff ? 12 : word > 0xff ? 8 : word > 0xf ? 4 : 0; shift >= 0; shift -= 4) {
    const digit = (word >> shift) & 15;
    store<u8>(to++, digit < 10 ? 48 + digit : 87 + digit);
  }
  return to;
}

export function wordAt(bytes: usize, i: i32): u32 {
  return bswap<u16>(load<u16>(bytes + 2 * i));
}

function writeIpv4(to: usize, bytes: usize): usize {
  for (let i = 0; i < 4; i++) {
    if (i > 0) store<u8>(to++, 46);
    to = writeNumber(to, load<u8>(bytes + i));
  }
  return to;
}

/** The first of the longest runs of words that are zero; a run of one word is none. */
let runStart: i32 = -1;
let runLength: i32 = 0;
function findRun(bytes: usize): void {
  runStart = -1;
  runLength = 0;
  let length = 0;
  for (let i = 0; i < 8; i++) {
    length = wordAt(bytes, i) == 0 ? length + 1 : 0;
    if (length > runLength && length > 1) {
      runLength = length;
      runStart = i + 1 - length;
    }
  }
}

/** Whether the last two words are written as an IPv4 address. */
function isMapped(bytes: usize): bool {
  if (runStart != 0) return false;
  if (runLength == 6) return true;
  if (runLength == 7) return wordAt(bytes, 7) != 1;
  return runLength == 5 && wordAt(bytes, 5) == 0xffff;
}

function writeIpv6(to: usize, bytes: usize): usize {
  findRun(bytes);
  const mapped = isMapped(bytes);
  for (let i = 0; i < 8; i++) {
    if (i >= runStart && i < runStart + runLength) {
      if (i == runStart) store<u8>(to++, 58);
      continue;
    }
    if (i > 0) store<u8>(to++, 58);
    if (i == 6 && mapped) return writeIpv4(to, bytes + 12);
    to = writeWord(to, wordAt(bytes, i));
  }
  if (runStart >= 0 && runStart + runLength == 8) store<u8>(to++, 58);
  return to;
}

/** The address without its width. */
export function writeAddress(to: usize, a: usize): usize {
  return familyOf(a) == IPV4 ? writeIpv4(to, bytesOf(a)) : writeIpv6(to, bytesOf(a));
}

export function finishText(text: usize, end: usize): usize {
  shrinkTo(end);
  return textResult(text, <i32>(end - text));
}

function withWidth(a: usize, always: bool): usize {
  const text = allocate(LONGEST);
  let end = writeAddress(text, a);
  if (always || bitsOf(a) != mostBits(a)) end = writeWidth(end, bitsOf(a));
  return finishText(text, end);
}

/** inet → text; the width of a single host is left out. */
export function inet_out(a: usize, _aLength: i32): usize {
  return withWidth(a, false);
}

/** cidr → text. */
export function cidr_out(a: usize, _aLength: i32): usize {
  return withWidth(a, true);
}

/** `text(inet)`, which always has the width. */
export function network_show(a: usize, _aLength: i32): usize {
  return withWidth(a, true);
}

/** `abbrev(inet)`. */
export function inet_abbrev(a: usize, _aLength: i32): usize {
  return withWidth(a, false);
}

/** `host(inet)`. */
export function network_host(a: usize, _aLength: i32): usize {
  const text = allocate(LONGEST);
  return finishText(text, writeAddress(text, a));
}
