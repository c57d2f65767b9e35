/** A number's digits put into a number pattern (`NUM_processor` and `NUM_numpart_to_char`). */
import {
  BRACKET, DECIMAL, FILL, MINUS, PLUS, ROMAN, SCIENTIFIC, SHIFT, SIGN, SIGN_AFTER, SIGN_BEFORE, ZERO,
  after, before, digitsBeforeSign, flags, has, setFlags, setSignPlace, signPlace, zeroEnd, zeroStart,
} from './number-pattern';
import {
  N_0, N_9, N_COMMA, N_D, N_G, N_L, N_MI, N_PL, N_POINT, N_RN, N_SG, N_TH,
} from './number-words';
import { putOrdinal } from './ordinal';
import { END, WORD, itemBytes, itemCase, itemLength, itemWord, nextItem } from './pattern';
import { beginText, finishText, put, putBytes } from './writer';
import { SMALL } from './words';
import { textResult } from '../../core/runtime/scratch';

const PLUS_SIGN: u32 = 43;
const MINUS_SIGN: u32 = 45;

/** The number without its sign, and a zero byte after it. */
let digits: usize = 0;
let digitCount: i32 = 0;
let sign: u32 = 0;
/** How many digits fewer than places the number has before the point. */
let missing: i32 = 0;
let isSignWritten: bool = false;
/** The last digit that FM leaves, or 0. */
let lastRelevant: usize = 0;
let placeCount: i32 = 0;
let place: i32 = 0;
let isInNumber: bool = false;
let next: usize = 0;
/** PostgreSQL's text ends at the first zero byte, which a number that is shorter than its places has at its end. */
let isCut: bool = false;

function lastNonZeroDecimal(): usize {
  let p = digits;
  while (load<u8>(p) != 46) {
    if (load<u8>(p) == 0) return 0;
    p++;
  }
  let result = p;
  for (p++; load<u8>(p) != 0; p++) if (load<u8>(p) != 48) result = p;
  return result;
}

/** A first digit 0 that the pattern leaves out, as .5 for 0.5. */
function isOmittedZero(): bool {
  return !has(ZERO) && next == digits && load<u8>(digits) == 48 && after != 0;
}

function putSign(): void {
  const pointIsLast = lastRelevant != 0 && load<u8>(lastRelevant) == 46;
  const isReached = place >= missing || (has(ZERO) && zeroStart - i32(zeroStart != 0) == place);
  if (isSignWritten || !isReached || (isOmittedZero() && !pointIsLast)) return;
  if (has(SIGN)) {
    if (signPlace == SIGN_BEFORE) {
      put(sign);
      isSignWritten = true;
    }
  } else if (has(BRACKET)) {
    put(sign == PLUS_SIGN ? 32 : 60);
    isSignWritten = true;
  } else if (sign == PLUS_SIGN) {
    if (!has(FILL)) put(32);
    isSignWritten = true;
  } else {
    put(MINUS_SIGN);
    isSignWritten = true;
  }
}

function putDigit(word: i32): void {
  const pointIsLast = lastRelevant != 0 && load<u8>(lastRelevant) == 46;
  const c = <u32>load<u8>(next);
  if (c == 46) {
    if (!pointIsLast || has(FILL)) put(46);
  } else if (lastRelevant != 0 && next > lastRelevant && word != N_0) {
    // FM drops zeros at the end.
  } else if (isOmittedZero()) {
    if (!has(FILL)) put(32);
    else if (pointIsLast) put(48);
  } else {
    if (c == 0) isCut = true;
    else if (!isCut) put(c);
    isInNumber = true;
  }
  if (c != 0) next++;
}

function putPlace(word: i32): void {
  if (has(ROMAN)) return;
  isInNumber = false;
  putSign();
  const first = zeroStart - i32(zeroStart != 0);
  if (place < missing && (first > place || !has(ZERO))) {
    if (!has(FILL)) put(32);
  } else if (has(ZERO) && place < missing) {
    put(48);
    isInNumber = true;
  } else {
    putDigit(word);
    if (isCut) return;
  }
  let end = placeCount + i32(missing != 0) + i32(has(DECIMAL));
  if (lastRelevant != 0 && lastRelevant == next) end = place;
  if (place + 1 == end) {
    if (isSignWritten && has(BRACKET)) put(sign == PLUS_SIGN ? 32 : 62);
    else if (has(SIGN) && signPlace == SIGN_AFTER) put(sign);
  }
  place++;
}

function putRoman(): void {
  if (!has(FILL)) for (let n = digitCount; n < 15; n++) put(32);
  for (let i = 0; i < digitCount; i++) {
    const c = <u32>load<u8>(digits + i);
    put(itemCase == SMALL && c - 65 < 26 ? c + 32 : c);
  }
}

function putWord(): void {
  switch (itemWord) {
    case N_9: case N_0: case N_POINT: case N_D:
      putPlace(itemWord);
      break;
    case N_COMMA: case N_G:
      if (isInNumber) put(44);
      else if (!has(FILL)) put(32);
      break;
    case N_L: put(32); break;
    case N_RN: putRoman(); break;
    case N_TH:
      if (!has(ROMAN | DECIMAL) && load<u8>(digits) != 35 && sign != MINUS_SIGN) putOrdinal(digits, digitCount, itemCase != SMALL);
      break;
    case N_MI:
      if (sign == MINUS_SIGN) put(sign);
      else if (!has(FILL)) put(32);
      break;
    case N_PL:
      if (sign == PLUS_SIGN) put(sign);
      else if (!has(FILL)) put(32);
      break;
    case N_SG: put(sign); break;
    default: break;
  }
}

function prepareSign(): void {
  isSignWritten = false;
  if (has(PLUS | MINUS)) {
    isSignWritten = has(MINUS);
    return;
  }
  if (sign != MINUS_SIGN && has(FILL)) setFlags(flags & ~BRACKET);
  if (sign == PLUS_SIGN && has(FILL) && !has(SIGN)) isSignWritten = true;
  if (signPlace == SIGN_BEFORE && before == digitsBeforeSign) setSignPlace(SIGN_AFTER);
}

/** The pattern filled with a number, whose digits end with a zero byte. */
export function fillPattern(text: usize, length: i32, isNegative: bool, spaces: i32): usize {
  // The exponent's form is all that is printed, whatever else the pattern has.
  if (has(SCIENTIFIC)) return textResult(text, length);
  digits = text;
  digitCount = length;
  sign = isNegative ? MINUS_SIGN : PLUS_SIGN;
  missing = spaces;
  lastRelevant = 0;
  place = 0;
  isInNumber = false;
  isCut = false;
  next = digits;
  if (has(ROMAN)) sign = 0;
  else prepareSign();
  placeCount = after + before - 1;
  if (has(FILL) && has(DECIMAL)) {
    lastRelevant = lastNonZeroDecimal();
    if (lastRelevant != 0 && zeroEnd > missing) {
      lastRelevant = max(lastRelevant, digits + min(digitCount - 1, zeroEnd - missing));
    }
  }
  if (!isSignWritten && missing == 0) placeCount++;
  beginText();
  for (let kind = nextItem(); kind != END && !isCut; kind = nextItem()) {
    if (kind == WORD) putWord();
    else putBytes(itemBytes, itemLength);
  }
  return finishText();
}
