/** What a number pattern asks for as a whole: how many digits, which sign and where (`NUMDesc_prepare`); and the errors of patterns. */
import { fail } from '../../core/runtime/raise';
import {
  ERR_BRACKET_WITH_OTHERS, ERR_CURRENCY_SIGN_TWICE, ERR_EEEE_NOT_LAST, ERR_EEEE_TWICE, ERR_EEEE_WITH_OTHERS, ERR_MULTIPLE_POINTS,
  ERR_NINE_AFTER_BRACKET, ERR_ROMAN_TWICE, ERR_ROMAN_WITH_OTHERS, ERR_SIGN_WITH_MINUS, ERR_SIGN_WITH_OTHERS, ERR_SIGN_WITH_PLUS,
  ERR_SIGN_WITH_SIGN, ERR_SHIFT_WITH_POINT, ERR_ZERO_AFTER_BRACKET,
} from './errors.generated.ts';
import {
  N_0, N_9, N_B, N_D, N_EEEE, N_FM, N_MI, N_PL, N_POINT, N_PR, N_RN, N_S, N_SG, N_V,
} from './number-words';
import { END, WORD, beginPattern, itemWord, nextItem } from './pattern';

export const DECIMAL: i32 = 1;
export const ZERO: i32 = 2;
export const BLANK: i32 = 4;
export const FILL: i32 = 8;
export const SIGN: i32 = 16;
export const BRACKET: i32 = 32;
export const MINUS: i32 = 64;
export const PLUS: i32 = 128;
export const ROMAN: i32 = 256;
export const SHIFT: i32 = 512;
export const SCIENTIFIC: i32 = 1024;

export const SIGN_BEFORE: i32 = -1;
export const SIGN_AFTER: i32 = 1;

export let flags: i32 = 0;
/** Digits before and after the point, and after V. */
export let before: i32 = 0;
export let after: i32 = 0;
export let shift: i32 = 0;
/** The first and the last place with a 0, from 1. */
export let zeroStart: i32 = 0;
export let zeroEnd: i32 = 0;
/** Where S stands. */
export let signPlace: i32 = 0;
/** The digits before S. */
export let digitsBeforeSign: i32 = 0;

export function setFlags(value: i32): void {
  flags = value;
}
export function setBefore(value: i32): void {
  before = value;
}
export function setAfter(value: i32): void {
  after = value;
}
export function setSignPlace(value: i32): void {
  signPlace = value;
}

// @ts-ignore: decorator
@inline
export function has(flag: i32): bool {
  return (flags & flag) != 0;
}

function addSign(): void {
  if (has(SIGN)) fail(ERR_CURRENCY_SIGN_TWICE);
  if (has(PLUS | MINUS | BRACKET)) fail(ERR_SIGN_WITH_OTHERS);
  if (!has(DECIMAL)) {
    signPlace = SIGN_BEFORE;
    digitsBeforeSign = before;
  } else {
    signPlace = SIGN_AFTER;
  }
  flags |= SIGN;
}

function addOwnSign(flag: i32, error: i32): void {
  if (has(SIGN)) fail(error);
  flags |= flag;
}

function addWord(word: i32): void {
  if (has(SCIENTIFIC) && word != N_EEEE) fail(ERR_EEEE_NOT_LAST);
  switch (word) {
    case N_9:
      if (has(BRACKET)) fail(ERR_NINE_AFTER_BRACKET);
      if (has(SHIFT)) shift++;
      else if (has(DECIMAL)) after++;
      else before++;
      break;
    case N_0:
      if (has(BRACKET)) fail(ERR_ZERO_AFTER_BRACKET);
      if (!has(ZERO | DECIMAL)) {
        flags |= ZERO;
        zeroStart = before + 1;
      }
      if (has(DECIMAL)) after++;
      else before++;
      zeroEnd = before + after;
      break;
    case N_B:
      if (before == 0 && after == 0 && !has(ZERO)) flags |= BLANK;
      break;
    case N_D:
    case N_POINT:
      if (has(DECIMAL)) fail(ERR_MULTIPLE_POINTS);
      if (has(SHIFT)) fail(ERR_SHIFT_WITH_POINT);
      flags |= DECIMAL;
      break;
    case N_FM: flags |= FILL; break;
    case N_S: addSign(); break;
    case N_MI: addOwnSign(MINUS, ERR_SIGN_WITH_MINUS); break;
    case N_PL: addOwnSign(PLUS, ERR_SIGN_WITH_PLUS); break;
    case N_SG: addOwnSign(MINUS | PLUS, ERR_SIGN_WITH_SIGN); break;
    case N_PR:
      if (has(SIGN | PLUS | MINUS)) fail(ERR_BRACKET_WITH_OTHERS);
      flags |= BRACKET;
      break;
    case N_RN:
      if (has(ROMAN)) fail(ERR_ROMAN_TWICE);
      flags |= ROMAN;
      break;
    case N_V:
      if (has(DECIMAL)) fail(ERR_SHIFT_WITH_POINT);
      flags |= SHIFT;
      break;
    case N_EEEE:
      if (has(SCIENTIFIC)) fail(ERR_EEEE_TWICE);
      if (has(BLANK | FILL | SIGN | BRACKET | MINUS | PLUS | ROMAN | SHIFT)) fail(ERR_EEEE_WITH_OTHERS);
      flags |= SCIENTIFIC;
      break;
    default: break;
  }
  if (has(ROMAN) && (flags & ~(ROMAN | FILL)) != 0) fail(ERR_ROMAN_WITH_OTHERS);
}

/** Reads the pattern through; it is at its beginning again afterwards. */
export function readNumberPattern(pattern: usize, length: i32): void {
  flags = 0;
  before = 0;
  after = 0;
  shift = 0;
  zeroStart = 0;
  zeroEnd = 0;
  signPlace = 0;
  digitsBeforeSign = 0;
  beginPattern(pattern, length, false);
  for (let kind = nextItem(); kind != END; kind = nextItem()) if (kind == WORD) addWord(itemWord);
  beginPattern(pattern, length, false);
}
