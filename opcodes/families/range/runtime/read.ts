/** The text of a range, as ranges and multiranges have it: `[1,5)`, `(,"a b"]`, `empty` (utils/adt/rangetypes.c, range_parse). */
import { isSpace, startsWithWord } from '../../core/runtime/characters';
import { failWith } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { element_in } from '../../array/runtime/elements';
import { BOUND_SIZE, setBound } from './bound';
import {
  ERR_RANGE_COMMAS,
  ERR_RANGE_EMPTY_JUNK,
  ERR_RANGE_END,
  ERR_RANGE_JUNK,
  ERR_RANGE_NO_COMMA,
  ERR_RANGE_NO_PARENTHESIS,
} from './errors.generated.ts';
import { make, makeEmpty } from './make';
import { subtypeOf } from './subtype';

const EMPTY_WORD = memory.data<u8>([101, 109, 112, 116, 121, 0]);

let text: usize = 0;
let length: i32 = 0;
let p: usize = 0;
/** Of the bound that was read: where its text is, and how long it is; -1 when there is none. */
let boundText: usize = 0;
let boundLength: i32 = 0;

function characterAtPlace(): u32 {
  return p < text + length ? load<u8>(p) : 0;
}

function skipBlanks(): void {
  while (isSpace(characterAtPlace())) p++;
}

function isEnd(c: u32): bool {
  return c == 44 || c == 41 || c == 93;
}

/** Reads a bound up to the comma or bracket after it, without its quotes. */
function readBound(): void {
  boundLength = -1;
  const end = text + length;
  if (isEnd(characterAtPlace())) return;
  boundText = allocate(<i32>(end - p));
  let to = boundText;
  let quoted = false;
  while (true) {
    if (p >= end) failWith(ERR_RANGE_END, text, length);
    const c = <u32>load<u8>(p);
    if (!quoted && isEnd(c)) break;
    p++;
    if (c == 92) {
      if (p >= end) failWith(ERR_RANGE_END, text, length);
      store<u8>(to++, load<u8>(p++));
    } else if (c == 34) {
      if (!quoted) quoted = true;
      else if (characterAtPlace() == 34) store<u8>(to++, load<u8>(p++));
      else quoted = false;
    } else store<u8>(to++, c);
  }
  boundLength = <i32>(to - boundText);
}

/** The range that a whole text stands for. */
export function readRange(from: usize, size: i32, type: i32): usize {
  text = from;
  length = size;
  p = from;
  const end = from + size;
  skipBlanks();
  if (startsWithWord(p, end, EMPTY_WORD)) {
    p += 5;
    skipBlanks();
    if (p != end) failWith(ERR_RANGE_EMPTY_JUNK, text, length);
    return makeEmpty(type);
  }
  const first = characterAtPlace();
  if (first != 91 && first != 40) failWith(ERR_RANGE_NO_PARENTHESIS, text, length);
  p++;
  readBound();
  const lowerText = boundText;
  const lowerLength = boundLength;
  if (characterAtPlace() != 44) failWith(ERR_RANGE_NO_COMMA, text, length);
  p++;
  readBound();
  const upperText = boundText;
  const upperLength = boundLength;
  const last = characterAtPlace();
  if (last != 93 && last != 41) failWith(ERR_RANGE_COMMAS, text, length);
  p++;
  skipBlanks();
  if (p != end) failWith(ERR_RANGE_JUNK, text, length);
  const lower = allocate(BOUND_SIZE);
  const upper = allocate(BOUND_SIZE);
  const subtype = subtypeOf(type);
  if (lowerLength >= 0) element_in(subtype, lowerText, lowerLength, -1, lower);
  if (upperLength >= 0) element_in(subtype, upperText, upperLength, -1, upper);
  setBound(lower, lowerLength < 0, first == 91, true);
  setBound(upper, upperLength < 0, last == 93, false);
  return make(type, lower, upper);
}
