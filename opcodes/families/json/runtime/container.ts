/**
 * A jsonb container as PostgreSQL stores it (`utils/jsonb.h`): a count with flags, one entry for each element (of an object first the keys in
 * order, then their values), then their bytes. An entry says a type and a length, or, every 32 entries, where its bytes end.
 */
export const COUNT_MASK: u32 = 0x0fffffff;
export const SCALAR_FLAG: u32 = 0x10000000;
export const OBJECT_FLAG: u32 = 0x20000000;
export const ARRAY_FLAG: u32 = 0x40000000;

export const LENGTH_MASK: u32 = 0x0fffffff;
export const TYPE_MASK: u32 = 0x70000000;
export const HAS_OFFSET: u32 = 0x80000000;
export const OFFSET_STRIDE: i32 = 32;

export const STRING: u32 = 0;
export const NUMERIC: u32 = 0x10000000;
export const FALSE: u32 = 0x20000000;
export const TRUE: u32 = 0x30000000;
export const NULL: u32 = 0x40000000;
export const CONTAINER: u32 = 0x50000000;

/** Pairs of an object, elements of an array. */
// @ts-ignore: decorator
@inline
export function countOf(c: usize): i32 {
  return <i32>(load<u32>(c) & COUNT_MASK);
}
// @ts-ignore: decorator
@inline
export function isObject(c: usize): bool {
  return (load<u32>(c) & OBJECT_FLAG) != 0;
}
/** Also true of a scalar at the root, which is stored as an array of one element. */
// @ts-ignore: decorator
@inline
export function isArray(c: usize): bool {
  return (load<u32>(c) & ARRAY_FLAG) != 0;
}
// @ts-ignore: decorator
@inline
export function isScalar(c: usize): bool {
  return (load<u32>(c) & SCALAR_FLAG) != 0;
}
// @ts-ignore: decorator
@inline
export function entryAt(c: usize, i: i32): u32 {
  return load<u32>(c + (<usize>i << 2), 4);
}
/** Where the elements' bytes begin. */
// @ts-ignore: decorator
@inline
export function dataOf(c: usize): usize {
  return c + 4 + (<usize>countOf(c) << (2 + <usize>isObject(c)));
}

/** How far after the beginning of the data the bytes of an entry begin. */
export function offsetOf(c: usize, i: i32): u32 {
  let offset: u32 = 0;
  while (--i >= 0) {
    const entry = entryAt(c, i);
    offset += entry & LENGTH_MASK;
    if ((entry & HAS_OFFSET) != 0) break;
  }
  return offset;
}

/** The number of bytes of an entry that begins at the offset. */
// @ts-ignore: decorator
@inline
export function lengthAt(entry: u32, offset: u32): i32 {
  return <i32>((entry & HAS_OFFSET) != 0 ? (entry & LENGTH_MASK) - offset : entry & LENGTH_MASK);
}
