/**
 * The words of patterns, found by their first letter. A word is written in capitals or in small letters throughout, some also like Day; where
 * one begins another the longer comes first.
 */
const MOST_WORDS: i32 = 64;
/** Bytes of an entry: five characters in capitals, and at 7 the length. */
const DATE_WORDS = memory.data(512);
const NUMBER_WORDS = memory.data(512);
/** The first word that begins with an ASCII character, plus one. */
const DATE_FIRST = memory.data(128);
const NUMBER_FIRST = memory.data(128);
let isReady: bool = false;

/** How the word that was found last is written. */
export let wordCase: i32 = 0;
export const CAPITALS: i32 = 0;
export const CAPITALIZED: i32 = 1;
export const SMALL: i32 = 2;
export let wordLength: i32 = 0;

/** Puts a list of words, each followed by a blank, into its table. */
function fill(words: usize, first: usize, list: string): void {
  let n = 0;
  let length = 0;
  for (let i = 0; i < list.length && n < MOST_WORDS; i++) {
    const c = list.charCodeAt(i);
    const entry = words + (n << 3);
    if (c != 32) {
      store<u8>(entry + length++, c);
      continue;
    }
    store<u8>(entry, length, 7);
    const begin = <u32>load<u8>(entry);
    if (load<u8>(first + begin) == 0) store<u8>(first + begin, n + 1);
    n++;
    length = 0;
  }
}

// The order gives the numbers in date-words.ts and number-words.ts.
function prepareWords(): void {
  isReady = true;
  fill(
    DATE_WORDS,
    DATE_FIRST,
    'A.D. A.M. AD AM B.C. BC CC DAY DDD DD DY D FF1 FF2 FF3 FF4 FF5 FF6 FX HH24 HH12 HH IDDD ID IW IYYY IYY IY I J MI MM MONTH MON MS OF P.M. PM Q RM SSSSS SSSS SS TZH TZM TZ US WW W Y,YYY YYYY YYY YY Y ',
  );
  fill(NUMBER_WORDS, NUMBER_FIRST, ', . 0 9 B C D EEEE FM G L MI PL PR RN SG SP S TH V ');
}

// @ts-ignore: decorator
@inline
function capital(c: u32): u32 {
  return c - 97 < 26 ? c - 32 : c;
}

function isLetter(c: u32): bool {
  return (c | 32) - 97 < 26;
}

/** Whether the word stands at `p` in one of the ways it may be written. */
function matches(entry: usize, p: usize, end: usize, mayBeCapitalized: bool): bool {
  const length = <usize>load<u8>(entry, 7);
  if (end - p < length) return false;
  let capitals = 0;
  let small = 0;
  for (let i: usize = 0; i < length; i++) {
    const c = <u32>load<u8>(p + i);
    if (capital(c) != <u32>load<u8>(entry + i)) return false;
    if (isLetter(c)) {
      if (c < 97) capitals++;
      else small++;
    }
  }
  wordLength = <i32>length;
  if (small == 0) wordCase = CAPITALS;
  else if (capitals == 0) wordCase = SMALL;
  else if (mayBeCapitalized && capitals == 1 && <u32>load<u8>(p) < 97) wordCase = CAPITALIZED;
  else return false;
  return true;
}

function find(words: usize, first: usize, p: usize, end: usize, isDate: bool): i32 {
  if (!isReady) prepareWords();
  const begin = capital(<u32>load<u8>(p));
  if (begin >= 128) return -1;
  const from = <i32>load<u8>(first + begin) - 1;
  if (from < 0) return -1;
  for (let n = from; n < MOST_WORDS; n++) {
    const entry = words + (n << 3);
    if (<u32>load<u8>(entry) != begin) return -1;
    // DAY, DY, MONTH and MON are names.
    const isName = isDate && (n == 7 || n == 10 || n == 32 || n == 33);
    if (matches(entry, p, end, isName)) return n;
  }
  return -1;
}

/** The number of the date/time word at `p`, which is before `end`; or -1. */
export function findDateWord(p: usize, end: usize): i32 {
  return find(DATE_WORDS, DATE_FIRST, p, end, true);
}

export function findNumberWord(p: usize, end: usize): i32 {
  return find(NUMBER_WORDS, NUMBER_FIRST, p, end, false);
}
