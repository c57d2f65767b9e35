/**
 * Parts → the path as PostgreSQL stores it (utils/jsonpath.h), without the varlena header: a version with the flag for lax, then the items.
 * An item is its kind, padding to four bytes, how far ahead the item is that is applied to it (0 for none), and what belongs to its kind;
 * operands too are said by how far ahead they are.
 */
import { fail } from '../../core/runtime/raise';
import { align, append, appendByte, appendBytes, position } from '../../json/runtime/writer';
import { checkOperators } from './depth';
import { ERR_CURRENT_OUTSIDE, ERR_LAST_OUTSIDE } from './errors.generated.ts';
import {
  ANY, BOOL_ITEM, CURRENT, DECIMAL, EXISTS, FILTER, INDEX_ARRAY, IS_UNKNOWN, KEY, LAST, LIKE_REGEX, MINUS, NOT, NUMERIC_ITEM, PLUS,
  STRING_ITEM, VARIABLE, hasTimeArgument, isBinary,
} from './kinds';
import { Part, partAt } from './part';

/** Room for a distance, as an offset from where the items begin. */
function reserve(base: usize): usize {
  const at = append(4);
  store<u32>(at, 0);
  return at - base;
}

function appendInteger(value: i32): void {
  store<i32>(append(4), value);
}

function appendText(text: usize, length: i32): void {
  appendInteger(length);
  appendBytes(text, length);
  appendByte(0);
}

/** Writes an operand and its distance from the item; an operand that is absent has the distance 0. */
function operand(base: usize, slot: usize, item: i32, part: usize, filters: i32, inSubscript: bool, depth: i32): void {
  if (part == 0) return;
  const at = flatten(base, partAt(part), filters, inSubscript, depth + 1);
  store<i32>(base + slot, at - item);
}

function subscripts(base: usize, array: Part, item: i32, filters: i32, depth: i32): void {
  appendInteger(array.count);
  const places = append(array.count << 3);
  memory.fill(places, 0, <usize>array.count << 3);
  let slot = places - base;
  for (let at = array.left; at != 0; at = partAt(at).sibling) {
    operand(base, slot, item, partAt(at).left, filters, true, depth);
    operand(base, slot + 4, item, partAt(at).right, filters, true, depth);
    slot += 8;
  }
}

/** What belongs to the item's kind. */
function content(base: usize, part: Part, item: i32, filters: i32, inSubscript: bool, depth: i32): void {
  const kind = part.kind;
  if (kind == STRING_ITEM || kind == KEY || kind == VARIABLE) {
    appendText(part.pointer, part.length);
  } else if (kind == NUMERIC_ITEM) {
    appendInteger((part.length + 4) << 2);
    appendBytes(part.pointer, part.length);
  } else if (kind == BOOL_ITEM) {
    appendByte(part.first);
  } else if (kind == ANY) {
    appendInteger(part.first);
    appendInteger(part.second);
  } else if (kind == INDEX_ARRAY) {
    subscripts(base, part, item, filters, depth);
  } else if (kind == LIKE_REGEX) {
    appendInteger(part.first);
    const slot = reserve(base);
    appendText(part.pointer, part.length);
    operand(base, slot, item, part.left, filters, inSubscript, depth);
  } else if (isBinary(kind) || kind == DECIMAL) {
    const left = reserve(base);
    const right = reserve(base);
    operand(base, left, item, part.left, filters, inSubscript, depth);
    operand(base, right, item, part.right, filters, inSubscript, depth);
  } else if (hasTimeArgument(kind)) {
    const slot = reserve(base);
    operand(base, slot, item, part.left, filters, inSubscript, depth);
  } else if (kind == FILTER || kind == NOT || kind == IS_UNKNOWN || kind == EXISTS || kind == PLUS || kind == MINUS) {
    const slot = reserve(base);
    operand(base, slot, item, part.left, filters + i32(kind == FILTER), inSubscript, depth);
  } else if (kind == CURRENT) {
    if (filters == 0) fail(ERR_CURRENT_OUTSIDE);
  } else if (kind == LAST && !inSubscript) {
    fail(ERR_LAST_OUTSIDE);
  }
}

/** Writes an item and all that is applied to it; returns its offset. */
export function flatten(base: usize, start: Part, filters: i32, inSubscript: bool, depth: i32): i32 {
  checkOperators(depth);
  const first = <i32>(position() - base);
  let item = first;
  for (let at = changetype<usize>(start); at != 0; at = partAt(at).next) {
    const part = partAt(at);
    appendByte(part.kind);
    align();
    const next = reserve(base);
    content(base, part, item, filters, inSubscript, depth);
    const following = <i32>(position() - base);
    if (part.next != 0) store<i32>(base + next, following - item);
    item = following;
  }
  return first;
}
