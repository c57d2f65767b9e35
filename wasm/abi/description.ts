/**
 * What the exporter tells the interface's functions of the program (src/export/description.ts writes it): words at a fixed address. A column or parameter has
 * four words: how its values are kept, the number of the input function of its type, or 0, and the type's element and modifier for it.
 */

/** The window of static data after those of the families. */
export const DESCRIPTION: usize = 16 * 65536;

// @ts-ignore: decorator
@inline
function word(n: i32): u32 {
  return load<u32>(DESCRIPTION + 4 * n);
}

/** The frame that the kernel's scan is given. */
export function frame(): usize {
  return word(0);
}
/** Where the addresses of column n's values and of its validity are, 8 bytes apart. */
export function columnAddress(n: i32): usize {
  return word(1) + 8 * n;
}
/** The cell of parameter n. */
export function paramCell(n: i32): usize {
  return word(2) + 16 * n;
}
/** Where the address of the results is; 0 for a predicate. */
export function resultsAddress(): usize {
  return word(3);
}
export function columnCount(): i32 {
  return word(4);
}
export function paramCount(): i32 {
  return word(5);
}
/** Where blocks begin. */
export function heapStart(): usize {
  return word(6);
}
/** The table of errors: number, SQLSTATE in 8 bytes, message's address and length, 20 bytes each. */
export function errorTable(): usize {
  return word(7);
}
export function errorCount(): i32 {
  return word(8);
}
/** The scratch area's first byte. */
export function scratchStart(): usize {
  return word(9);
}
/** For ClickHouse: 16 bytes for each column, and for the result (clickhouse.ts). */
export function clickhouseTable(): usize {
  return word(10);
}
/** The four words of a column, or, behind the columns, of a parameter. */
function entry(n: i32): usize {
  return DESCRIPTION + 64 + 16 * n;
}
/** How values are kept: 0 as bits, 2, 4 or 8 bytes, 16 for a view of bytes. */
export function width(n: i32): i32 {
  return load<i32>(entry(n));
}
/** The number of the function that reads the type's text, or 0 where the bytes are the value. */
export function inputFunction(n: i32): i32 {
  return load<i32>(entry(n), 4);
}
/** Of a column of numbers: the greatest integer that a decimal may be, and not positive for what is no decimal. */
export function greatest(n: i32): i64 {
  return load<i64>(entry(n) + 8);
}
/** The further arguments of the input function, and how many there are. */
export function inputArgument(n: i32, which: i32): i32 {
  return load<i32>(entry(n) + 8 + 4 * which);
}
