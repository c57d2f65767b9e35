/** Stores the values of a column, whose spans are known, in a batch (src/memory/batch.ts), as src/inputs/column-writer.ts does one by one. */
import { NULL } from './scan';
import { daysAt, microsecondsAt, refused as momentRefused } from './moments';
import { decimalAt, integerAt, refused as numberRefused } from './numbers';

/** The types whose commonest spellings are read here; the order is that of `quickTypes` in src/inputs/quick-rows.ts. */
const INT2: u32 = 0;
const INT4: u32 = 1;
const INT8: u32 = 2;
const FLOAT8: u32 = 3;
const DATE: u32 = 4;
const TIMESTAMP: u32 = 5;
const TEXT: u32 = 6;
const BOOL: u32 = 7;

const VIEW_TEXT: u32 = 12;

/**
 * Stores the values of the rows `from` to `count`, the first of which is row `row` of the batch, and returns the first that it cannot store, or
 * `count`: one with escapes, one that is spelled in another way, and null where there must be none.
 */
export function storeValues(
  type: u32,
  spans: usize,
  from: u32,
  count: u32,
  row: u32,
  values: usize,
  validity: usize,
  notNull: u32,
): u32 {
  for (let n = from; n < count; n++) {
    const span = spans + (n << 3);
    const at = <usize>load<u32>(span);
    const length = load<i32>(span, 4);
    const to = row + (n - from);
    if (length >= 0) {
      if (!storeValue(type, at, length, to, values)) return n;
      setBit(validity, to);
    } else {
      if (length != NULL || notNull != 0) return n;
      storeNull(type, to, values);
      clearBit(validity, to);
    }
  }
  return count;
}

// @ts-ignore: decorator
@inline
function storeValue(type: u32, at: usize, length: u32, row: u32, values: usize): bool {
  if (type == TEXT) {
    storeView(values + (row << 4), at, length);
    return true;
  }
  if (type <= INT8) {
    const value = integerAt(at, length);
    if (numberRefused) return false;
    if (type == INT8) store<i64>(values + (row << 3), value);
    else if (type == INT4) {
      if (<i64>(<i32>value) != value) return false;
      store<i32>(values + (row << 2), <i32>value);
    } else {
      if (<i64>(<i16>value) != value) return false;
      store<i16>(values + (row << 1), <i16>value);
    }
    return true;
  }
  if (type == FLOAT8) {
    const value = decimalAt(at, length);
    if (numberRefused) return false;
    store<f64>(values + (row << 3), value);
    return true;
  }
  if (type == DATE) {
    if (length != 10) return false;
    const days = daysAt(at);
    if (momentRefused) return false;
    store<i32>(values + (row << 2), days);
    return true;
  }
  if (type == TIMESTAMP) {
    const micros = microsecondsAt(at, length);
    if (momentRefused) return false;
    store<i64>(values + (row << 3), micros);
    return true;
  }
  if (type != BOOL) return false;
  if (length == 4 && load<u32>(at) == 0x65757274) setBit(values, row);
  else if (length == 5 && load<u32>(at) == 0x736c6166 && load<u8>(at, 4) == 0x65) clearBit(values, row);
  else return false;
  return true;
}

/** No stale value stays under a null flag. */
function storeNull(type: u32, row: u32, values: usize): void {
  if (type == TEXT) v128.store(values + (row << 4), i64x2.splat(0));
  else if (type == INT4 || type == DATE) store<u32>(values + (row << 2), 0);
  else if (type == INT2) store<u16>(values + (row << 1), 0);
  else if (type == BOOL) clearBit(values, row);
  else store<u64>(values + (row << 3), 0);
}

/** A view: the length, and then a text of up to 12 bytes, or its first 4 bytes, 0, and its address. */
// @ts-ignore: decorator
@inline
function storeView(to: usize, at: usize, length: u32): void {
  if (length > VIEW_TEXT) {
    store<u32>(to, length);
    store<u32>(to, load<u32>(at), 4);
    store<u32>(to, 0, 8);
    store<u32>(to, <u32>at, 12);
  } else {
    const places = v128(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const text = v128.and(v128.load(at), i8x16.lt_u(places, i8x16.splat(<i8>length)));
    const words = i32x4.splat(length);
    v128.store(to, v128.shuffle<u8>(words, text, 0, 1, 2, 3, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
  }
}

// @ts-ignore: decorator
@inline
function setBit(bitmap: usize, row: u32): void {
  const at = bitmap + (row >> 3);
  store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(row & 7)));
}

// @ts-ignore: decorator
@inline
function clearBit(bitmap: usize, row: u32): void {
  const at = bitmap + (row >> 3);
  store<u8>(at, load<u8>(at) & ~(<u8>1 << <u8>(row & 7)));
}
