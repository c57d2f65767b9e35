/** `abbrev(cidr)`: a network without the octets or words that its mask leaves out (utils/adt/inet_cidr_ntop.c). */
import { allocate } from '../../core/runtime/scratch';
import { bitsOf, bytesOf, clearHost, copyAddress, familyOf, IPV4 } from './address';
import { finishText, LONGEST, wordAt, writeNumber, writeWidth, writeWord } from './network-out';

function abbreviateIpv4(to: usize, bytes: usize, bits: i32): usize {
  if (bits == 0) store<u8>(to++, 48);
  for (let i = 0; i < (bits + 7) >> 3; i++) {
    if (i > 0) store<u8>(to++, 46);
    to = writeNumber(to, load<u8>(bytes + i));
  }
  return to;
}

/** The longest run of zero words, as PostgreSQL finds it: a run no longer than the one before goes on counting at the next. */
let runStart: i32 = 0;
let runLength: i32 = 0;
function findRun(bytes: usize, words: i32): void {
  runStart = 0;
  runLength = 0;
  let start = 0;
  let length = 0;
  for (let i = 0; i <= words; i++) {
    if (i < words && wordAt(bytes, i) == 0) {
      if (length == 0) start = i;
      length++;
    } else if (length > runLength) {
      runStart = start;
      runLength = length;
      length = 0;
    }
  }
}

function isMapped(bytes: usize, words: i32): bool {
  if (runLength == words || runStart != 0) return false;
  if (runLength == 6) return true;
  if (runLength == 5) return wordAt(bytes, 5) == 0xffff;
  return runLength == 7 && load<u8>(bytes, 14) != 0 && load<u8>(bytes, 15) != 1;
}

function abbreviateIpv6(start: usize, bytes: usize, bits: i32): usize {
  let to = start;
  if (bits == 0) {
    store<u16>(to, 0x3a3a);
    return to + 2;
  }
  const words = max((bits + 15) >> 4, 2);
  findRun(bytes, words);
  const mapped = isMapped(bytes, words);
  for (let i = 0; i < words; i++) {
    if (runLength != 0 && i >= runStart && i < runStart + runLength) {
      if (i == runStart) store<u8>(to++, 58);
      if (i == words - 1) store<u8>(to++, 58);
    } else if (mapped && i > 5) {
      store<u8>(to++, i == 6 ? 58 : 46);
      to = writeNumber(to, load<u8>(bytes + 2 * i));
      if (i == 7 && bits <= 120) continue;
      store<u8>(to++, 46);
      to = writeNumber(to, load<u8>(bytes + 2 * i + 1));
    } else {
      if (to != start) store<u8>(to++, 58);
      to = writeWord(to, wordAt(bytes, i));
    }
  }
  return to;
}

/** A network, shortened. */
export function cidr_abbrev(a: usize, _aLength: i32): usize {
  const bits = bitsOf(a);
  const network = copyAddress(a, bits);
  clearHost(network, bits);
  const text = allocate(LONGEST);
  const bytes = bytesOf(network);
  const end = familyOf(a) == IPV4 ? abbreviateIpv4(text, bytes, bits) : abbreviateIpv6(text, bytes, bits);
  return finishText(text, writeWidth(end, bits));
}
