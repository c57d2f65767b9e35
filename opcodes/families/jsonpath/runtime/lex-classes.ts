/** The classes of bytes in a path: blanks, special characters, and all others, of which names are made. */
const SPECIAL: string = '?%$.[]{}()|&!=<>@#,*:-+/';

// @ts-ignore: decorator
@inline
export function isBlank(c: u32): bool {
  return c == 32 || c == 9 || c == 10 || c == 13 || c == 12;
}

export function isSpecial(c: u32): bool {
  for (let i = 0; i < SPECIAL.length; i++) if (<u32>SPECIAL.charCodeAt(i) == c) return true;
  return false;
}

export function isOther(c: u32): bool {
  return c >= 128 || (!isBlank(c) && c != 92 && c != 34 && !isSpecial(c));
}

/** The end of the bytes of a name that begins at `p`. */
export function otherEnd(p: usize, end: usize): usize {
  while (p < end && isOther(load<u8>(p))) p++;
  return p;
}
