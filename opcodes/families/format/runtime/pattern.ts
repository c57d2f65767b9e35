/** A pattern item by item: words with what modifies them, and characters that stand for themselves (`parse_format`). */
import { isSpace } from '../../core/runtime/characters';
import { findDateWord, findNumberWord, wordCase, wordLength } from './words';

export const END: i32 = 0;
export const WORD: i32 = 1;
export const CHARACTER: i32 = 2;
export const SEPARATOR: i32 = 3;
export const SPACE: i32 = 4;

/** Modifiers of a date/time word. */
export const FM: i32 = 1;
export const TM: i32 = 2;
export const TH: i32 = 4;
export const TH_SMALL: i32 = 8;
export const SP: i32 = 16;

/** The item that was read last: of a word its number, modifiers and case; of a character its bytes. */
export let itemWord: i32 = 0;
export let itemModifiers: i32 = 0;
export let itemCase: i32 = 0;
export let itemBytes: usize = 0;
export let itemLength: i32 = 0;
/** The character stands in quotes. */
export let itemIsQuoted: bool = false;
/** Where the word stands in the pattern. */
export let wordStart: usize = 0;

let at: usize = 0;
let end: usize = 0;
let isDate: bool = false;
let inQuotes: bool = false;

export function beginPattern(pattern: usize, length: i32, date: bool): void {
  at = pattern;
  end = pattern + length;
  isDate = date;
  inQuotes = false;
}

function characterLength(p: usize): i32 {
  const c = <u32>load<u8>(p);
  const length: i32 = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
  return min(length, <i32>(end - p));
}

function pairAt(p: usize): u32 {
  return end - p < 2 ? 0 : <u32>load<u16>(p);
}

/** FM and TM before a word. */
function prefixAt(p: usize): i32 {
  switch (pairAt(p)) {
    case 0x4d46: case 0x6d66: return FM;
    case 0x4d54: case 0x6d74: return TM;
    default: return 0;
  }
}

/** TH, th and SP after a word. */
function suffixAt(p: usize): i32 {
  switch (pairAt(p)) {
    case 0x4854: return TH;
    case 0x6874: return TH_SMALL;
    case 0x5053: return SP;
    default: return 0;
  }
}

/** Punctuation in ASCII. */
export function isSeparator(c: u32): bool {
  return c > 32 && c < 127 && (c | 32) - 97 >= 26 && c - 48 >= 10;
}

function takeCharacter(kind: i32): i32 {
  itemBytes = at;
  itemLength = characterLength(at);
  itemIsQuoted = inQuotes;
  at += itemLength;
  return kind;
}

function literal(): i32 {
  // A backslash before the last byte stands for itself.
  if (load<u8>(at) == 92 && at + 1 < end) at++;
  return takeCharacter(CHARACTER);
}

/** Reads the next item and returns its kind. */
export function nextItem(): i32 {
  itemModifiers = 0;
  while (at < end) {
    if (inQuotes) {
      if (load<u8>(at) != 34) return literal();
      inQuotes = false;
      at++;
      continue;
    }
    if (isDate) {
      itemModifiers = prefixAt(at);
      if (itemModifiers != 0) at += 2;
      if (at == end) break;
    }
    const word = isDate ? findDateWord(at, end) : findNumberWord(at, end);
    if (word >= 0) {
      itemWord = word;
      itemCase = wordCase;
      wordStart = at;
      at += wordLength;
      if (isDate) {
        const suffix = suffixAt(at);
        if (suffix != 0) at += 2;
        itemModifiers |= suffix;
      }
      return WORD;
    }
    const c = <u32>load<u8>(at);
    if (c == 34) {
      inQuotes = true;
      at++;
      continue;
    }
    if (c == 92 && pairAt(at) >> 8 == 34) at++;
    const plain = <u32>load<u8>(at);
    if (isDate && isSeparator(plain)) return takeCharacter(SEPARATOR);
    return takeCharacter(isSpace(plain) ? SPACE : CHARACTER);
  }
  return END;
}

let savedAt: usize = 0;
let savedInQuotes: bool = false;
let savedWord: i32 = 0;
let savedModifiers: i32 = 0;

/** Remembers the place and the word that was read last, to come back to them with `backToPlace`. */
export function rememberPlace(): void {
  savedAt = at;
  savedInQuotes = inQuotes;
  savedWord = itemWord;
  savedModifiers = itemModifiers;
}

export function backToPlace(): void {
  at = savedAt;
  inQuotes = savedInQuotes;
  itemWord = savedWord;
  itemModifiers = savedModifiers;
}
