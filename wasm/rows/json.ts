/**
 * Takes lines of NDJSON: members are found without making anything of them, and where those lie that are wanted is noted. A line that is unusual, or
 * is no JSON, is left to the reader, which says what is wrong with it.
 */
import { findKey, isKey, keyAt, keyColumn, keyLength, PLACES } from './keys';
import { escapedLength, NULL, Scan, spanAt, takeRow } from './scan';
import { afterNested, afterNumber, afterSpaces, afterWord, closingQuote, escapes } from './text';

const LINE_FEED: u8 = 0x0a;
const QUOTE: u8 = 0x22;
/** As they stand between members mostly. */
const COMMA_AND_QUOTE: u16 = 0x222c;

/** Kinds of values, a bit each; JSON is for a column that holds values of all kinds as they are written. */
const STRING: u32 = 1;
const NUMBER: u32 = 2;
const BOOL: u32 = 4;
const JSON: u32 = 8;

/** Takes lines as long as they are whole and usual, and says how many. */
export function jsonRows(scan: Scan): u32 {
  let row: u32 = 0;
  for (; row < scan.capacity; row++) {
    const start = scan.at;
    const feed = start < scan.end ? object(scan, row, start, scan.end) : 0;
    if (feed == 0) break;
    takeRow(scan, row, start, feed + 1, 1);
    scan.at = feed + 1;
  }
  return row;
}

/** The line feed after the object; 0 when it is not there or the object is unusual. */
function object(scan: Scan, row: u32, start: usize, end: usize): usize {
  for (let column: u32 = 0; column < scan.wanted; column++) store<u64>(spanAt(scan, column, row), missing);
  let at = afterSpaces(start);
  if (load<u8>(at) != 0x7b) return 0;
  at = afterSpaces(at + 1);
  if (load<u8>(at) == 0x7d) return lineEnd(at + 1, end);
  if (load<u8>(at) != QUOTE) return 0;
  let place: u32 = 0;
  while (true) {
    at++;
    let key = place < PLACES ? keyAt(scan, load<u32>(scan.expected + (place << 2))) : 0;
    if (key != 0 && isKey(key, at)) at += keyLength(key);
    else {
      const close = closingQuote(at);
      if (close == 0 || escapes) return 0;
      key = findKey(scan, at, <u32>(close - at), place);
      if (key == 0 && scan.onlyKnown != 0) return 0;
      at = afterSpaces(close + 1);
      if (load<u8>(at) != 0x3a) return 0;
      at++;
    }
    at = member(scan, row, key == 0 ? -1 : keyColumn(key), afterSpaces(at));
    if (at == 0) return 0;
    place++;
    if (load<u16>(at) == COMMA_AND_QUOTE) {
      at++;
      continue;
    }
    at = afterSpaces(at);
    const byte = load<u8>(at);
    if (byte == 0x7d) return lineEnd(at + 1, end);
    if (byte != 0x2c) return 0;
    at = afterSpaces(at + 1);
    if (load<u8>(at) != QUOTE) return 0;
  }
}

/** The span of a member that has not come yet. */
const missing: u64 = 0xffffffff00000000;

// @ts-ignore: decorator
@inline
function lineEnd(at: usize, end: usize): usize {
  const feed = afterSpaces(at);
  return feed < end && load<u8>(feed) == LINE_FEED ? feed : 0;
}

/** The address after a value, whose place is noted if its column is wanted. */
// @ts-ignore: decorator
@inline
function member(scan: Scan, row: u32, column: i32, at: usize): usize {
  const first = load<u8>(at);
  let kind: u32 = JSON;
  let after: usize;
  let escaped = false;
  if (first == QUOTE) {
    kind = STRING;
    after = closingQuote(at + 1);
    if (after == 0) return 0;
    escaped = escapes;
    after++;
  } else if (first < 0x5b) {
    kind = NUMBER;
    after = afterNumber(at);
  } else if (first == 0x5b || first == 0x7b) after = afterNested(at);
  else {
    kind = BOOL;
    after = afterWord(at);
  }
  if (after == 0 || column < 0) return after;

  const span = spanAt(scan, column, row);
  // What comes twice counts the last time, which is unusual enough.
  if (load<u32>(span) != 0) return 0;
  const allowed = load<u32>(scan.columns + (<u32>column << 2));
  let from = at;
  let length = <i32>(after - at);
  if (kind == BOOL && first == 0x6e) length = NULL;
  else if ((allowed & JSON) == 0) {
    if ((allowed & kind) == 0) return 0;
    if (kind == STRING) {
      from++;
      length -= 2;
      if (escaped) length = escapedLength(length);
    }
  }
  store<u32>(span, <u32>from);
  store<i32>(span, length, 4);
  return after;
}
