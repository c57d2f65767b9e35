/** money from and to texts, in the locale "C": `$1,234.56` (utils/adt/cash.c, cash_in and cash_out). */
import { isDigit, isSpace } from '../../core/runtime/characters';
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { ERR_INVALID_MONEY, ERR_MONEY_TEXT_OUT_OF_RANGE } from './errors.generated.ts';

const DOLLAR: u32 = 36;
const MINUS: u32 = 45;
const PLUS: u32 = 43;
const POINT: u32 = 46;
const COMMA: u32 = 44;

let text: usize = 0;
let length: i32 = 0;
let p: usize = 0;
/** What was read so far, negative, because there is one more negative number than positive ones. */
let value: i64 = 0;

function character(): u32 {
  return p < text + length ? load<u8>(p) : 0;
}

function skipBlanks(): void {
  while (isSpace(character())) p++;
}

/** A currency symbol, with blanks around it. */
function skipSymbol(): void {
  skipBlanks();
  if (character() == DOLLAR) p++;
  skipBlanks();
}

function shift(digit: i64): void {
  const least = i64.MIN_VALUE / 10;
  if (value < least || (value == least && digit > 8)) failWith(ERR_MONEY_TEXT_OUT_OF_RANGE, text, length);
  value = value * 10 - digit;
}

/** Digits up to the second one after the point, with commas among them. */
function readDigits(): void {
  let decimals = 0;
  let seenPoint = false;
  for (; ; p++) {
    const c = character();
    if (isDigit(c) && (!seenPoint || decimals < 2)) {
      shift(<i64>c - 48);
      if (seenPoint) decimals++;
    } else if (c == POINT && !seenPoint) seenPoint = true;
    else if (c != COMMA) break;
  }
  const next = character();
  if (isDigit(next) && next >= 53) {
    if (value == i64.MIN_VALUE) failWith(ERR_MONEY_TEXT_OUT_OF_RANGE, text, length);
    value--;
  }
  for (; decimals < 2; decimals++) shift(0);
}

/** text → money, in hundredths. */
export function cash_in(from: usize, size: i32): i64 {
  text = from;
  length = size;
  p = from;
  value = 0;
  let negative = false;
  skipSymbol();
  const sign = character();
  if (sign == MINUS || sign == 40) negative = true;
  if (negative || sign == PLUS) p++;
  skipSymbol();
  readDigits();
  while (isDigit(character())) p++;
  for (; p < text + length; p++) {
    const c = <u32>load<u8>(p);
    if (c == MINUS) negative = true;
    else if (!isSpace(c) && c != 41 && c != PLUS && c != DOLLAR) failWith(ERR_INVALID_MONEY, text, length);
  }
  if (negative) return value;
  if (value == i64.MIN_VALUE) failWith(ERR_MONEY_TEXT_OUT_OF_RANGE, text, length);
  return -value;
}

/** money → text, with a comma before every third digit. */
export function cash_out(a: i64): usize {
  const magnitude = a < 0 ? 0 - <u64>a : <u64>a;
  const whole = magnitude / 100;
  const digits = decimalLength(whole);
  const plain = allocate(digits);
  writeDigits(plain, whole, digits);
  const result = allocate(48);
  let to = result;
  if (a < 0) store<u8>(to++, MINUS);
  store<u8>(to++, DOLLAR);
  for (let i = 0; i < digits; i++) {
    if (i > 0 && (digits - i) % 3 == 0) store<u8>(to++, COMMA);
    store<u8>(to++, load<u8>(plain + i));
  }
  store<u8>(to++, POINT);
  to = writeDigits(to, magnitude % 100, 2);
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}
