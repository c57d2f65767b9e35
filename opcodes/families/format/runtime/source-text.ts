/** The text that a date/time pattern reads: its place, whole numbers and names in it (`from_char_parse_int_len`, `from_char_seq_search`). */
import { isDigit, isSpace, toLower } from '../../core/runtime/characters';
import { failWith } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { ERR_CONFLICTING_VALUES, ERR_INVALID_VALUE, ERR_SOURCE_TOO_SHORT, ERR_VALUE_OUT_OF_RANGE } from './errors.generated.ts';
import { FM, itemModifiers, wordStart } from './pattern';
import { wordLength } from './words';
import { nextIsNoDigit } from './next-item';

export let at: usize = 0;
export let end: usize = 0;
/** The word that reads now, as the error names it: in the letters of the pattern. */
let word: usize = 0;
let wordBytes: i32 = 0;

export function setSource(text: usize, length: i32): void {
  at = text;
  end = text + length;
}

export function setPlace(to: usize): void {
  at = to;
}

const Y_YYY = memory.data<u8>([89, 44, 89, 89, 89]);

/** Y,YYY is named so however it is written. */
export function noteYearWithComma(): void {
  word = Y_YYY;
  wordBytes = 5;
}

export function noteWord(): void {
  word = wordStart;
  wordBytes = wordLength;
}

// @ts-ignore: decorator
@inline
export function byteAt(p: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

export function skipCharacter(): void {
  const c = byteAt(at);
  const length: usize = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  at = at + length > end ? end : at + length;
}

/** Fails with the value and the word in quotes. */
function failValue(value: usize, length: i32): void {
  const text = allocate(length + wordBytes + 9);
  store<u8>(text, 34);
  memory.copy(text + 1, value, length);
  store<u64>(text + 1 + length, 0x2220726f662022);
  memory.copy(text + 8 + length, word, wordBytes);
  store<u8>(text + 8 + length + wordBytes, 34);
  failWith(ERR_INVALID_VALUE, text, length + wordBytes + 9);
}

let numberEnd: usize = 0;
let isBeyond: bool = false;

/** strtol of the bytes up to `limit`: blanks, a sign, digits; without digits it ends where it began. */
function scanNumber(from: usize, limit: usize): i64 {
  let p = from;
  while (p < limit && isSpace(load<u8>(p))) p++;
  const isNegative = p < limit && load<u8>(p) == 45;
  if (p < limit && (load<u8>(p) == 45 || load<u8>(p) == 43)) p++;
  const start = p;
  let value: i64 = 0;
  for (; p < limit && isDigit(load<u8>(p)); p++) if (value <= 0xffffffff) value = value * 10 + load<u8>(p) - 48;
  numberEnd = p == start ? from : p;
  if (isNegative) value = -value;
  isBeyond = value != <i64>(<i32>value);
  return value;
}

/** How many bytes the number that was read last took. */
export let numberBytes: i32 = 0;

/** Reads a whole number of `length` digits, or as many as there are if no digit can follow. */
export function readInteger(length: i32): i32 {
  const begin = at;
  let p = at;
  while (p < end && isSpace(load<u8>(p))) p++;
  const copied = min(length, <i32>(end - p));
  let value: i64;
  if ((itemModifiers & FM) != 0 || nextIsNoDigit()) {
    value = scanNumber(begin, end);
    at = numberEnd;
  } else {
    if (copied < length) failWith(ERR_SOURCE_TOO_SHORT, word, wordBytes);
    value = scanNumber(p, p + length);
    const used = <i32>(numberEnd - p);
    if (used > 0 && used < length) failValue(p, copied);
    at = p + used;
  }
  if (at == begin) failValue(p, copied);
  if (isBeyond) failWith(ERR_VALUE_OUT_OF_RANGE, word, wordBytes);
  numberBytes = <i32>(at - begin);
  return <i32>value;
}

/** A field's new value, which must be its old one if it has one. */
export function settle(old: i32, value: i32): i32 {
  if (old != 0 && old != value) failWith(ERR_CONFLICTING_VALUES, word, wordBytes);
  return value;
}

/** Reads one of the names, which are followed by a blank each and looked for in their order; of each `most` letters. */
export function readName(names: string, most: i32): i32 {
  let n = 0;
  for (let i = 0; i < names.length && at < end; n++) {
    let length = 0;
    let isSame = true;
    for (; names.charCodeAt(i) != 32; i++) {
      if (length == most) continue;
      if (toLower(byteAt(at + length)) != toLower(names.charCodeAt(i))) isSame = false;
      length++;
    }
    i++;
    if (isSame) {
      at += length;
      return n;
    }
  }
  let stop = at;
  while (stop < end && !isSpace(load<u8>(stop))) stop++;
  failValue(at, <i32>(stop - at));
  return 0;
}

/** Fails with the rest of the text. */
export function failRest(): void {
  failValue(at, <i32>(end - at));
}

export function failOutOfRange(): void {
  failWith(ERR_VALUE_OUT_OF_RANGE, word, wordBytes);
}
