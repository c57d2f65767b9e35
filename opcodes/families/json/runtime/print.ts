/** jsonb → text as PostgreSQL prints it: a space after each colon and comma, or a line for each member. */
import { numeric_out } from '../../numeric/runtime/print';
import { CONTAINER, FALSE, NULL, NUMERIC, STRING, TRUE, countOf, isObject, isScalar } from './container';
import { checkDepth } from './depth';
import { appendString } from './escape';
import { itemLength, itemPointer, itemType, readAt } from './item';
import { resultLength } from './result';
import { FALSE_WORD, NULL_WORD, TRUE_WORD } from './words';
import { append, appendByte, appendBytes, appendResult, begin, finish, giveBack } from './writer';

/** The item that was read last, which is no container. */
function appendScalar(): void {
  if (itemType == STRING) {
    appendString(itemPointer, itemLength);
  } else if (itemType == NUMERIC) {
    giveBack();
    const text = numeric_out(itemPointer, itemLength);
    appendResult(text, resultLength());
  } else if (itemType == TRUE) {
    appendBytes(TRUE_WORD, 4);
  } else if (itemType == FALSE) {
    appendBytes(FALSE_WORD, 5);
  } else if (itemType == NULL) {
    appendBytes(NULL_WORD, 4);
  }
}

/** A new line with four spaces for each level, when lines are wanted. */
function appendLine(level: i32): void {
  appendByte(10);
  const at = append(level << 2);
  memory.fill(at, 32, <usize>level << 2);
}

/** A comma before every member but the first, and the way to where the member begins. */
function separate(i: i32, lines: bool, level: i32): void {
  if (i != 0) {
    appendByte(44);
    if (!lines) appendByte(32);
  }
  if (lines) appendLine(level);
}

/** The members of a container; the item that was read last is printed. */
function appendItem(lines: bool, level: i32): void {
  if (itemType == CONTAINER) appendContainer(itemPointer, lines, level);
  else appendScalar();
}

function appendContainer(c: usize, lines: bool, level: i32): void {
  checkDepth(level);
  const object = isObject(c);
  const count = countOf(c);
  appendByte(object ? 123 : 91);
  let key: u32 = 0;
  let value: u32 = 0;
  if (object) for (let i = 0; i < count; i++) value = readAt(c, i, value);
  for (let i = 0; i < count; i++) {
    separate(i, lines, level + 1);
    if (object) {
      key = readAt(c, i, key);
      appendString(itemPointer, itemLength);
      store<u16>(append(2), 0x203a);
    }
    value = readAt(c, object ? count + i : i, value);
    appendItem(lines, level + 1);
  }
  if (lines) appendLine(level);
  appendByte(object ? 125 : 93);
}

function appendRoot(c: usize, lines: bool): void {
  if (isScalar(c)) {
    readAt(c, 0, 0);
    appendScalar();
  } else {
    appendContainer(c, lines, 0);
  }
}

/** A whole jsonb inside another text. */
export function appendJsonb(c: usize): void {
  appendRoot(c, false);
}

function print(c: usize, lines: bool): usize {
  begin();
  appendRoot(c, lines);
  return finish();
}

/** jsonb → text. */
export function jsonb_out(c: usize, length: i32): usize {
  return print(c, false);
}

/** jsonb → text with a line for each member. */
export function jsonb_pretty(c: usize, length: i32): usize {
  return print(c, true);
}
