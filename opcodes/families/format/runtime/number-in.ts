/** A text read by a number pattern: its sign, digits and point, as numeric's input takes them (`NUM_processor`, `NUM_numpart_from_char`). */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { isDigit } from '../../core/runtime/characters';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { ERR_EEEE_NOT_FOR_INPUT, ERR_INVALID_ROMAN } from './errors.generated.ts';
import { BRACKET, DECIMAL, FILL, MINUS, PLUS, SCIENTIFIC, SIGN, SIGN_BEFORE, after, has, setBefore, signPlace } from './number-pattern';
import { N_0, N_9, N_COMMA, N_D, N_G, N_L, N_MI, N_PL, N_POINT, N_RN, N_SG, N_TH } from './number-words';
import { readRoman, romanEnd } from './roman-in';
import { END, WORD, itemWord, nextItem } from './pattern';

let at: usize = 0;
let end: usize = 0;
/** The number read: one byte for its sign, which is a blank at first, and its digits. */
let number: usize = 0;
let next: usize = 0;
let digitsBefore: i32 = 0;
/** Digits read after the point. */
export let placesRead: i32 = 0;
let hasPoint: bool = false;

function characterLength(p: usize): i32 {
  const c = <u32>load<u8>(p);
  return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/** Skips up to `count` characters that cannot belong to a number. */
function skipOthers(count: i32): void {
  for (; count > 0 && at < end; count--) {
    const c = <u32>load<u8>(at);
    if (isDigit(c) || c == 46 || c == 44 || c == 43 || c == 45) return;
    at += characterLength(at);
  }
}

function readSignBefore(): void {
  const c = <u32>load<u8>(at);
  const isLocaleSign = has(SIGN) && signPlace == SIGN_BEFORE;
  if (c == 45 || (!isLocaleSign && has(BRACKET) && c == 60)) store<u8>(number, 45);
  else if (c == 43) store<u8>(number, 43);
  else return;
  at++;
}

/** A sign after the last digit. */
function readSignAfter(isRead: bool): void {
  if (has(SIGN) && isRead && at + 1 < end && !isDigit(load<u8>(at + 1))) {
    const c = <u32>load<u8>(at + 1);
    if (c == 45 || c == 43) {
      store<u8>(number, c);
      at++;
    }
  } else if (!isRead && !has(SIGN) && has(PLUS | MINUS)) {
    const c = <u32>load<u8>(at);
    if (c == 45 || c == 43) store<u8>(number, c);
  }
}

/** Reads a digit or the point; the place is left on what was read last. */
function readPlace(word: i32): void {
  if (load<u8>(at) == 32) at++;
  if (at >= end) return;
  if (load<u8>(number) == 32 && (word == N_0 || word == N_9) && digitsBefore + placesRead == 0) readSignBefore();
  if (at >= end) return;
  let isRead = false;
  const c = <u32>load<u8>(at);
  if (isDigit(c)) {
    if (hasPoint && placesRead == after) return;
    store<u8>(next++, c);
    if (hasPoint) placesRead++;
    else digitsBefore++;
    isRead = true;
  } else if (has(DECIMAL) && !hasPoint && c == 46) {
    store<u8>(next++, 46);
    hasPoint = true;
    isRead = true;
  }
  if (load<u8>(number) == 32 && digitsBefore + placesRead > 0) readSignAfter(isRead);
}

/** Reads a numeral, whose digits are then all that the number may have. */
function readNumeral(): void {
  const value = readRoman(at, <i32>(end - at));
  if (value < 0) fail(ERR_INVALID_ROMAN);
  at = romanEnd;
  const length = decimalLength(value);
  next = writeDigits(next, value, length);
  setBefore(length);
}

/** Whether a byte of the text is used up after the word. */
function readWord(): bool {
  const c = <u32>load<u8>(at);
  switch (itemWord) {
    case N_9: case N_0: case N_POINT: case N_D:
      readPlace(itemWord);
      return true;
    case N_COMMA: case N_G:
      return !has(FILL) && c == 44;
    case N_RN:
      readNumeral();
      return true;
    case N_L: skipOthers(1); return false;
    case N_TH:
      if (!has(DECIMAL)) skipOthers(2);
      return false;
    case N_MI: case N_PL: case N_SG:
      if ((c == 45 && itemWord != N_PL) || (c == 43 && itemWord != N_MI)) {
        store<u8>(number, c);
        return true;
      }
      skipOthers(1);
      return false;
    default: return false;
  }
}

/** Where the number's text ends. */
export let numberEnd: usize = 0;

/** Reads a text by the pattern that number-pattern.ts has; returns where the number's text begins. */
export function readNumber(text: usize, length: i32): usize {
  if (has(SCIENTIFIC)) fail(ERR_EEEE_NOT_FOR_INPUT);
  at = text;
  end = text + length;
  number = allocate(length + 8);
  store<u8>(number, 32);
  next = number + 1;
  digitsBefore = 0;
  placesRead = 0;
  hasPoint = false;
  for (let kind = nextItem(); kind != END && at < end; kind = nextItem()) {
    if (kind != WORD) at += characterLength(at);
    else if (readWord()) at++;
  }
  if (load<u8>(next - 1) == 46) next--;
  numberEnd = next;
  return number;
}
