/** Texts as SQL writes them: literals and identifiers (utils/adt/quote.c, `quote_identifier` of utils/adt/ruleutils.c). */
import { argumentIsNull, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { isReservedWord } from './reserved-words';
import { fail } from '../../core/runtime/raise';
import { ERR_TEXT_TOO_LONG } from './errors.generated.ts';

const QUOTE: u32 = 39;
const DOUBLE_QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;
const UPPER_E: u32 = 69;

/** How often a byte occurs. */
function occurrences(a: usize, aLength: i32, c: u32): i32 {
  let count = 0;
  for (let p = a; p < a + aLength; p++) count += i32(<u32>load<u8>(p) == c);
  return count;
}

function checked(length: i64): i32 {
  if (length > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  return <i32>length;
}

/** The number of bytes of the literal. */
export function literalLength(a: usize, aLength: i32): i32 {
  const backslashes = occurrences(a, aLength, BACKSLASH);
  return checked(<i64>aLength + occurrences(a, aLength, QUOTE) + backslashes + i32(backslashes > 0) + 2);
}

/** Writes the literal: quotes and backslashes doubled, and with backslashes as an E'…' string. */
export function writeLiteral(out: usize, a: usize, aLength: i32): void {
  if (occurrences(a, aLength, BACKSLASH) > 0) store<u8>(out++, UPPER_E);
  store<u8>(out++, QUOTE);
  for (let p = a; p < a + aLength; p++) {
    const c = <u32>load<u8>(p);
    if (c == QUOTE || c == BACKSLASH) store<u8>(out++, c);
    store<u8>(out++, c);
  }
  store<u8>(out, QUOTE);
}

/** Whether the identifier is read back as it is without quotes. */
function isPlainIdentifier(a: usize, aLength: i32): bool {
  if (aLength == 0 || <u32>load<u8>(a) - 48 < 10) return false;
  for (let p = a; p < a + aLength; p++) {
    const c = <u32>load<u8>(p);
    if (c - 97 >= 26 && c - 48 >= 10 && c != 95) return false;
  }
  return !isReservedWord(a, aLength);
}

/** The number of bytes of the identifier. */
export function identifierLength(a: usize, aLength: i32): i32 {
  return isPlainIdentifier(a, aLength) ? aLength : checked(<i64>aLength + occurrences(a, aLength, DOUBLE_QUOTE) + 2);
}

/** Writes the identifier, in double quotes where it needs them. */
export function writeIdentifier(out: usize, a: usize, aLength: i32): void {
  if (isPlainIdentifier(a, aLength)) {
    memory.copy(out, a, aLength);
    return;
  }
  store<u8>(out++, DOUBLE_QUOTE);
  for (let p = a; p < a + aLength; p++) {
    const c = <u32>load<u8>(p);
    if (c == DOUBLE_QUOTE) store<u8>(out++, c);
    store<u8>(out++, c);
  }
  store<u8>(out, DOUBLE_QUOTE);
}

/** a as a string literal. */
export function quote_literal(a: usize, aLength: i32): usize {
  const length = literalLength(a, aLength);
  const result = allocate(length);
  writeLiteral(result, a, aLength);
  return textResult(result, length);
}

/** a as an identifier. */
export function quote_ident(a: usize, aLength: i32): usize {
  const length = identifierLength(a, aLength);
  const result = allocate(length);
  writeIdentifier(result, a, aLength);
  return textResult(result, length);
}

/** The bytes of NULL, in memory order. */
export const NULL_WORD: u32 = 0x4c4c554e;

/** a as a string literal, or NULL. */
export function quote_nullable(f: usize, n: i32): usize {
  if (!argumentIsNull(f, 0)) return quote_literal(argumentPointer(f, 0), argumentLength(f, 0));
  const result = allocate(4);
  store<u32>(result, NULL_WORD);
  return textResult(result, 4);
}
