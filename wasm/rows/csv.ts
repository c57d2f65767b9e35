/**
 * Takes records of CSV: the bytes that mean something are found 64 at a time, as the bits of a word, and looked at one by one (Langdale, Lemire:
 * Parsing Gigabytes of JSON per Second, 2019). A record that is unusual in any way is left to the reader, which knows what is wrong with it.
 */
import { escapedLength, NULL, Scan, spanAt, takeRow } from './scan';

const LINE_FEED: i32 = 0x0a;
const CARRIAGE_RETURN: i32 = 0x0d;
const SPACE: u8 = 0x20;
const NOWHERE: u32 = 0xffffffff;

/** Which of 16 bytes are the delimiter, the quote or the end of a line. */
// @ts-ignore: decorator
@inline
function specialsOf16(at: usize, delimiter: v128, quote: v128, feed: v128, carriage: v128): u64 {
  const bytes = v128.load(at);
  return <u64>(
    i8x16.bitmask(
      v128.or(
        v128.or(i8x16.eq(bytes, delimiter), i8x16.eq(bytes, quote)),
        v128.or(i8x16.eq(bytes, feed), i8x16.eq(bytes, carriage)),
      ),
    )
  );
}

/** The same of 64 bytes, at an address that is a multiple of 64, so that no memory ends among them. */
// @ts-ignore: decorator
@inline
function specialsOf64(at: usize, delimiter: v128, quote: v128, feed: v128, carriage: v128): u64 {
  return (
    specialsOf16(at, delimiter, quote, feed, carriage) |
    (specialsOf16(at + 16, delimiter, quote, feed, carriage) << 16) |
    (specialsOf16(at + 32, delimiter, quote, feed, carriage) << 32) |
    (specialsOf16(at + 48, delimiter, quote, feed, carriage) << 48)
  );
}

function onlySpaces(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) != SPACE) return false;
  return true;
}

/** Takes records as long as they are whole and usual, and says how many. */
export function csvRows(scan: Scan): u32 {
  const end = scan.end;
  const quoteByte = scan.quote < 0 ? LINE_FEED : scan.quote;
  const delimiterByte = scan.delimiter;
  const delimiter = i8x16.splat(<i8>delimiterByte);
  const quote = i8x16.splat(<i8>quoteByte);
  const feed = i8x16.splat(<i8>LINE_FEED);
  const carriage = i8x16.splat(<i8>CARRIAGE_RETURN);
  const fields = scan.fields;
  const wanted = scan.wanted;
  const columns = scan.columns;
  const spaced = scan.spaced != 0;
  const comment = scan.comment;
  const capacity = scan.capacity;
  const first = wanted > 0 ? load<u32>(columns) : NOWHERE;

  let row: u32 = 0;
  let start = scan.at;
  let base = start & ~63;
  let mask = specialsOf64(base, delimiter, quote, feed, carriage) & (<u64>-1 << (<u64>start & 63));
  if (<i32>load<u8>(start) == comment) return 0;
  let field = start;
  let place: u32 = 0;
  let column: u32 = 0;
  let next = first;
  let lines: u32 = 1;
  /** The quote that may close the field; 0 in a field without quotes. */
  let closed: usize = 0;
  let inside = false;
  let escaped = false;
  for (;;) {
    while (mask == 0) {
      base += 64;
      if (base >= end) {
        scan.at = start;
        return row;
      }
      mask = specialsOf64(base, delimiter, quote, feed, carriage);
    }
    const at = base + <usize>ctz(mask);
    mask &= mask - 1;
    if (at >= end) break;
    const byte = <i32>load<u8>(at);
    if (inside) {
      if (byte == quoteByte) {
        inside = false;
        closed = at;
      } else if (byte == LINE_FEED) lines++;
      continue;
    }
    if (byte == delimiterByte || byte == LINE_FEED) {
      let to = at;
      if (byte == LINE_FEED && load<u8>(at - 1) == CARRIAGE_RETURN && at > field) to--;
      let from = field;
      let length: i32;
      if (closed != 0) {
        if (closed + 1 != to) break;
        from++;
        length = <i32>(closed - from);
        if (escaped) length = escapedLength(length);
      } else {
        if (spaced) while (from < to && load<u8>(from) == SPACE) from++;
        length = <i32>(to - from);
        if (length == 0) length = NULL;
      }
      if (place == next) {
        const span = spanAt(scan, column, row);
        store<u32>(span, <u32>from);
        store<i32>(span, length, 4);
        column++;
        next = column < wanted ? load<u32>(columns + (column << 2)) : NOWHERE;
      }
      place++;
      field = at + 1;
      closed = 0;
      escaped = false;
      if (byte == LINE_FEED) {
        if (place != fields) break;
        takeRow(scan, row, start, field, lines);
        row++;
        start = field;
        if (row == capacity || <i32>load<u8>(start) == comment) break;
        place = 0;
        column = 0;
        next = first;
        lines = 1;
      }
    } else if (byte == CARRIAGE_RETURN) {
      if (<i32>load<u8>(at + 1) != LINE_FEED) break;
    } else if (closed != 0) {
      // A quote behind a quote is one that belongs to the field.
      if (closed + 1 != at) break;
      inside = true;
      escaped = true;
    } else {
      if (!onlySpaces(field, at)) break;
      field = at;
      inside = true;
    }
  }
  scan.at = start;
  return row;
}
