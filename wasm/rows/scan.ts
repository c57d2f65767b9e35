/** What the reader asks for and is told: a block of words that src/inputs/quick-rows.ts fills, in this order. */

@unmanaged
export class Scan {
  /** Where the first row begins; afterwards, where the first row begins that was not taken. */
  at: usize;
  /** The address after the text, where a line feed stands; 63 more bytes behind it may be read. */
  end: usize;
  /** The most rows; also how many spans a column has room for. */
  capacity: u32;
  /** How many columns are wanted. */
  wanted: u32;
  /** For each row: its address, the address after it, how many lines it has. */
  starts: usize;
  ends: usize;
  lines: usize;
  /** For each wanted column `capacity` spans: the address of a value and its length. */
  spans: usize;
  /** For each wanted column a word: of CSV its place in a record, ascending; of JSON the kinds of values that it may have. */
  columns: usize;
  /** CSV: how many fields a record has, and the dialect; -1 for a quote or a comment that there is not. */
  fields: u32;
  delimiter: i32;
  quote: i32;
  comment: i32;
  /** CSV: spaces after a delimiter belong to no field. */
  spaced: u32;
  /** JSON: the keys that are known (keys.ts), how many they are, and for each place in an object the key that is expected there. */
  keys: usize;
  keyCount: u32;
  expected: usize;
  /** JSON: an object with a key that is not known is unusual. */
  onlyKnown: u32;
}

/** The length of a value that is null or missing. */
export const NULL: i32 = -1;

/** The length of a value with escapes, which must be decoded, is told as -2 - length. */
// @ts-ignore: decorator
@inline
export function escapedLength(length: i32): i32 {
  return -2 - length;
}

/** Where the span of a wanted column in a row is. */
// @ts-ignore: decorator
@inline
export function spanAt(scan: Scan, column: u32, row: u32): usize {
  return scan.spans + ((column * scan.capacity + row) << 3);
}

/** Notes a row that has been taken. */
// @ts-ignore: decorator
@inline
export function takeRow(scan: Scan, row: u32, start: usize, end: usize, lines: u32): void {
  store<u32>(scan.starts + (row << 2), <u32>start);
  store<u32>(scan.ends + (row << 2), <u32>end);
  store<u32>(scan.lines + (row << 2), lines);
}
