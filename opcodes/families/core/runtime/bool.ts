/** Input and output of boolean (`utils/adt/bool.c`): unique prefixes of true, false, yes, no, on, off, and 1, 0. */
import { isSpace, toLower } from './characters';
import { ERR_INVALID_BOOLEAN } from './errors.generated.ts';
import { failWith } from './raise';
import { textResult } from './scratch';

const TRUE = memory.data<u8>([116, 114, 117, 101, 0]);
const FALSE = memory.data<u8>([102, 97, 108, 115, 101, 0]);
const YES = memory.data<u8>([121, 101, 115, 0]);
const NO = memory.data<u8>([110, 111, 0]);
const ON = memory.data<u8>([111, 110, 0]);
const OFF = memory.data<u8>([111, 102, 102, 0]);

/** Whether the text is the word or the beginning of it. */
function isPrefix(p: usize, end: usize, word: usize): bool {
  for (; p < end; p++, word++) {
    // A text longer than the word meets the word's zero byte, which no text contains.
    if (toLower(load<u8>(p)) != <u32>load<u8>(word)) return false;
  }
  return true;
}

/** 1, 0 or -1 when it is no boolean. */
function parseBool(p: usize, end: usize): i32 {
  const length = <i32>(end - p);
  if (length == 0) return -1;
  switch (toLower(load<u8>(p))) {
    case 116: return isPrefix(p, end, TRUE) ? 1 : -1;
    case 102: return isPrefix(p, end, FALSE) ? 0 : -1;
    case 121: return isPrefix(p, end, YES) ? 1 : -1;
    case 110: return isPrefix(p, end, NO) ? 0 : -1;
    case 111:
      // 'o' alone would be ambiguous.
      if (length < 2) return -1;
      return isPrefix(p, end, ON) ? 1 : isPrefix(p, end, OFF) ? 0 : -1;
    case 49: return length == 1 ? 1 : -1;
    case 48: return length == 1 ? 0 : -1;
    default: return -1;
  }
}

/** text → boolean, 1 or 0. */
export function boolin(text: usize, length: i32): i32 {
  let p = text;
  let end = text + length;
  while (p < end && isSpace(load<u8>(p))) p++;
  while (p < end && isSpace(load<u8>(end - 1))) end--;
  const result = parseBool(p, end);
  if (result < 0) failWith(ERR_INVALID_BOOLEAN, text, length);
  return result;
}

/** boolean → t or f. */
export function boolout(value: i32): usize {
  return textResult(value ? TRUE : FALSE, 1);
}

/** boolean → true or false: the cast to text, which differs from the output. */
export function booltext(value: i32): usize {
  return textResult(value ? TRUE : FALSE, value ? 4 : 5);
}
