/** An array → its text form (utils/adt/arrayfuncs.c, array_out). */
import { isSpace } from '../../core/runtime/characters';
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_ARRAY_MEMORY } from './errors.generated.ts';
import { cellIsNull, element_out, outLength } from './elements';
import { cellsOf, countOf, dimensions, elementType, lowerAt, sizeAt } from './stored';

/** Writes a number in decimal; gives the place behind it. */
export function writeNumber(at: usize, value: i64): usize {
  if (value < 0) store<u8>(at++, 0x2d);
  const magnitude = value < 0 ? <u64>-value : <u64>value;
  return writeDigits(at, magnitude, decimalLength(magnitude));
}

/** Writes `[1:2][1:3]`. */
export function writeBounds(at: usize, array: usize): usize {
  for (let i = 0; i < dimensions(array); i++) {
    store<u8>(at++, 0x5b);
    at = writeNumber(at, lowerAt(array, i));
    store<u8>(at++, 0x3a);
    at = writeNumber(at, <i64>lowerAt(array, i) + sizeAt(array, i) - 1);
    store<u8>(at++, 0x5d);
  }
  return at;
}

function needsQuotes(text: usize, length: i32): bool {
  if (length == 0) return true;
  if (length == 4 && (load<u32>(text) | 0x20202020) == 0x6c6c756e) return true;
  for (let i = 0; i < length; i++) {
    const c = load<u8>(text + i);
    if (c == 0x22 || c == 0x5c || c == 0x7b || c == 0x7d || c == 0x2c || isSpace(c)) return true;
  }
  return false;
}

function writeQuoted(at: usize, text: usize, length: i32): usize {
  store<u8>(at++, 0x22);
  for (let i = 0; i < length; i++) {
    const c = load<u8>(text + i);
    if (c == 0x22 || c == 0x5c) store<u8>(at++, 0x5c);
    store<u8>(at++, c);
  }
  store<u8>(at++, 0x22);
  return at;
}

export function array_out(array: usize, length: i32): usize {
  const count = countOf(array);
  const n = dimensions(array);
  if (count == 0) {
    const empty = allocate(2);
    store<u16>(empty, 0x7d7b);
    return textResult(empty, 2);
  }
  const oid = elementType(array);
  // The cells become the elements' texts.
  const texts = cellsOf(array);
  let size: i64 = n * 26 + 2;
  for (let i = 0; i < count; i++) {
    const cell = texts + (i << 4);
    size += 2 * n + 6;
    if (cellIsNull(cell)) continue;
    const text = element_out(oid, cell);
    store<u32>(cell, <u32>text);
    store<i32>(cell, outLength(), 4);
    size += 2 * <i64>outLength();
  }
  if (size > 0x3fffffff) fail(ERR_ARRAY_MEMORY);
  const result = allocate(<i32>size);
  let at = result;
  let bounds = false;
  for (let i = 0; i < n; i++) if (lowerAt(array, i) != 1) bounds = true;
  if (bounds) {
    at = writeBounds(at, array);
    store<u8>(at++, 0x3d);
  }
  for (let i = 0; i < count; i++) {
    if (i > 0) store<u8>(at++, 0x2c);
    at = writeBraces(at, array, i, 0x7b);
    const cell = texts + (i << 4);
    const text = load<u32>(cell);
    const textLength = load<i32>(cell, 4);
    if (cellIsNull(cell)) {
      store<u32>(at, 0x4c4c554e);
      at += 4;
    } else if (needsQuotes(text, textLength)) at = writeQuoted(at, text, textLength);
    else {
      memory.copy(at, text, textLength);
      at += textLength;
    }
    at = writeBraces(at, array, i + 1, 0x7d);
  }
  return textResult(result, <i32>(at - result));
}

/** A brace for each dimension that begins or ends at the element `i`. */
function writeBraces(at: usize, array: usize, i: i32, brace: u8): usize {
  let run = 1;
  for (let d = dimensions(array) - 1; d >= 0; d--) {
    run *= sizeAt(array, d);
    if (i % run != 0) break;
    store<u8>(at++, brace);
  }
  return at;
}
