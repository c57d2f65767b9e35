/** Trimming: characters of a set taken off the ends, in the time of both lengths (`dotrim` of utils/adt/oracle_compat.c). */
import { textResult } from '../../core/runtime/scratch';
import { addToMap, lookUp, startMap } from './character-map';
import { bytesBefore, characterKey, continues } from './utf8';

const SPACE: u32 = 32;

/** The set: one bit for each ASCII character, and a table for the others when there are any. */
let low: u64 = 0;
let high: u64 = 0;
let others: bool = false;

function addAscii(c: u32): void {
  if (c < 64) low |= <u64>1 << c;
  else high |= <u64>1 << (c - 64);
}

function readSet(set: usize, length: i32): void {
  low = 0;
  high = 0;
  others = false;
  const end = set + length;
  for (let p = set; p < end; ) {
    const bytes = bytesBefore(end, p);
    if (bytes == 1) addAscii(load<u8>(p));
    else {
      if (!others) startMap(length);
      others = true;
      addToMap(characterKey(p, bytes), 1);
    }
    p += bytes;
  }
}

function isInSet(p: usize, bytes: i32): bool {
  const c = <u32>load<u8>(p);
  if (c < 64) return ((low >> c) & 1) != 0;
  if (c < 128) return ((high >> (c - 64)) & 1) != 0;
  return others && lookUp(characterKey(p, bytes), 0) != 0;
}

function trimSet(a: usize, aLength: i32, left: bool, right: bool): usize {
  let end = a + aLength;
  while (left && a < end) {
    const bytes = bytesBefore(end, a);
    if (!isInSet(a, bytes)) break;
    a += bytes;
  }
  while (right && a < end) {
    let p = end - 1;
    while (p > a && continues(p)) p--;
    if (!isInSet(p, <i32>(end - p))) break;
    end = p;
  }
  return textResult(a, <i32>(end - a));
}

/** a without the characters of `set` at both ends. */
export function btrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  readSet(set, setLength);
  return trimSet(a, aLength, true, true);
}

/** a without the characters of `set` at the beginning. */
export function ltrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  readSet(set, setLength);
  return trimSet(a, aLength, true, false);
}

/** a without the characters of `set` at the end. */
export function rtrim(a: usize, aLength: i32, set: usize, setLength: i32): usize {
  readSet(set, setLength);
  return trimSet(a, aLength, false, true);
}

/** The number of bytes without the spaces at the end: the length of a char(n) as PostgreSQL compares it (`bcTruelen`). */
// @ts-ignore: decorator
@inline
export function trueLength(a: usize, aLength: i32): i32 {
  while (aLength > 0 && <u32>load<u8>(a + aLength - 1) == SPACE) aLength--;
  return aLength;
}

/** a without spaces at the beginning. */
export function ltrim1(a: usize, aLength: i32): usize {
  const end = a + aLength;
  while (a < end && <u32>load<u8>(a) == SPACE) a++;
  return textResult(a, <i32>(end - a));
}

/** a without spaces at the end; also the cast of char(n) to text. */
export function rtrim1(a: usize, aLength: i32): usize {
  return textResult(a, trueLength(a, aLength));
}

/** a without spaces at both ends. */
export function btrim1(a: usize, aLength: i32): usize {
  return ltrim1(a, trueLength(a, aLength));
}
