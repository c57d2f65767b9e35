/** parse_ident (utils/adt/misc.c): parts with points between, in double quotes or in lower case. */
import { failWith } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { isDigit, isSpace } from '../../core/runtime/characters';
import {
  ERR_IDENTIFIER, ERR_IDENTIFIER_AFTER_POINT, ERR_IDENTIFIER_BEFORE_POINT, ERR_IDENTIFIER_EMPTY, ERR_IDENTIFIER_UNCLOSED,
} from './errors.generated.ts';
import { allocateCells, buildRow } from './stored';

const TEXT = 25;
const POINT: u32 = 46;
const QUOTE: u32 = 34;

/** Where the part that was read last ends in the text. */
let partEnd: usize = 0;

// @ts-ignore: decorator
@inline
function byteAt(p: usize, end: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

function isStart(c: u32): bool {
  return c == 95 || (c | 32) - 97 < 26 || c >= 0x80;
}

function afterSpace(p: usize, end: usize): usize {
  while (p < end && isSpace(load<u8>(p))) p++;
  return p;
}

/** Copies a part in quotes, from after the first one, and returns its length, or -1 where the last one is missing. */
function copyQuoted(p: usize, end: usize, to: usize): i32 {
  let out = to;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (c == QUOTE) {
      if (byteAt(p + 1, end) != QUOTE) {
        partEnd = p + 1;
        return <i32>(out - to);
      }
      p++;
    }
    store<u8>(out++, c);
  }
  return -1;
}

/** Copies a part without quotes in lower case, of which only ASCII has one here, and returns its length. */
function copyPlain(p: usize, end: usize, to: usize): i32 {
  let out = to;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (!isStart(c) && !isDigit(c) && c != 36) break;
    store<u8>(out++, c - 65 < 26 ? c + 32 : c);
  }
  partEnd = p;
  return <i32>(out - to);
}

/** Copies the part that begins here and returns its length; raises 22023 where none does. */
function copyPart(p: usize, end: usize, to: usize, isFirst: bool, text: usize): i32 {
  const c = byteAt(p, end);
  if (isStart(c)) return copyPlain(p, end, to);
  if (c == QUOTE) {
    const length = copyQuoted(p + 1, end, to);
    if (length <= 0) failWith(length < 0 ? ERR_IDENTIFIER_UNCLOSED : ERR_IDENTIFIER_EMPTY, text, <i32>(end - text));
    return length;
  }
  const error = c == POINT ? ERR_IDENTIFIER_BEFORE_POINT : isFirst ? ERR_IDENTIFIER : ERR_IDENTIFIER_AFTER_POINT;
  failWith(error, text, <i32>(end - text));
  return 0;
}

/** The parts; where it is strict, nothing may follow them. */
export function parse_ident(text: usize, length: i32, strict: i32): usize {
  const end = text + length;
  let most = 1;
  for (let p = text; p < end; p++) most += i32(<u32>load<u8>(p) == POINT);
  const cells = allocateCells(most);
  let to = allocate(length);
  let count = 0;
  let p = afterSpace(text, end);
  for (;;) {
    const size = copyPart(p, end, to, count == 0, text);
    const cell = cells + (count++ << 4);
    store<u32>(cell, <u32>to);
    store<i32>(cell, size, 4);
    store<i64>(cell, 0, 8);
    to += size;
    p = afterSpace(partEnd, end);
    if (byteAt(p, end) != POINT) break;
    p = afterSpace(p + 1, end);
  }
  if (strict != 0 && p < end) failWith(ERR_IDENTIFIER, text, length);
  return buildRow(TEXT, count, 1, cells);
}
