/** Classes of bytes as C's `ctype.h` has them in the locale "C": only ASCII letters are letters. */

// @ts-ignore: decorator
@inline
export function isDigit(c: u32): bool {
  return c - 48 < 10;
}

// @ts-ignore: decorator
@inline
export function isAlpha(c: u32): bool {
  return (c | 32) - 97 < 26;
}

// @ts-ignore: decorator
@inline
export function isAlnum(c: u32): bool {
  return isDigit(c) || isAlpha(c);
}

/** Space, tab, newline, vertical tab, form feed, carriage return. */
// @ts-ignore: decorator
@inline
export function isSpace(c: u32): bool {
  return c == 32 || c - 9 < 5;
}

/** What is printable and neither a letter nor a digit nor a space. */
// @ts-ignore: decorator
@inline
export function isPunct(c: u32): bool {
  return c - 33 < 94 && !isAlnum(c);
}

// @ts-ignore: decorator
@inline
export function toLower(c: u32): u32 {
  return c - 65 < 26 ? c | 32 : c;
}

/** The value of a hexadecimal digit, or 255. */
export function hexDigit(c: u32): u32 {
  if (isDigit(c)) return c - 48;
  const letter = (c | 32) - 97;
  return letter < 6 ? letter + 10 : 255;
}

/** Whether the bytes at `pointer` are the lower-case word, in any case. `word` is zero-terminated. */
export function startsWithWord(pointer: usize, end: usize, word: usize): bool {
  while (true) {
    const expected = <u32>load<u8>(word);
    if (expected == 0) return true;
    if (pointer >= end || toLower(load<u8>(pointer)) != expected) return false;
    pointer++;
    word++;
  }
}
