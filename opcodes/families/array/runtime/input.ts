/** The text form of an array → the array (utils/adt/arrayfuncs.c, array_in as it is from version 17). */
import { isSpace } from '../../core/runtime/characters';
import { allocate } from '../../core/runtime/scratch';
import { fail, failWith } from '../../core/runtime/raise';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import {
  ERR_MALFORMED_ARRAY,
  ERR_ARRAY_BOUND_RANGE,
  ERR_ARRAY_DIMENSIONS,
  ERR_ARRAY_UPPER_BOUND,
  ERR_UPPER_BELOW_LOWER,
} from './errors.generated.ts';
import { element_in, setNull } from './elements';
import { allocateCells, build, checkBounds, countIn, emptyArray, MOST_DIMENSIONS } from './stored';

/** The whole text, for errors, and where reading stands. */
let text: usize = 0;
let textLength: i32 = 0;
let p: usize = 0;
let end: usize = 0;
/** Where unquoted and escaped elements are put together. */
let buffer: usize = 0;

function malformed(): void {
  failWith(ERR_MALFORMED_ARRAY, text, textLength);
}

function skipSpace(): void {
  while (p < end && isSpace(load<u8>(p))) p++;
}

/** Counts characters that can end an element, which bounds how many elements there are. */
function mostElements(): i32 {
  let n = 1;
  for (let at = p; at < end; at++) if (load<u8>(at) == 0x2c) n++;
  return n;
}

let bound: i32 = 0;
/** Reads an integer; false where there is none. */
function readBound(): bool {
  let at = p;
  let negative = false;
  if (at < end && (load<u8>(at) == 0x2d || load<u8>(at) == 0x2b)) {
    negative = load<u8>(at) == 0x2d;
    at++;
  }
  const first = at;
  let value: i64 = 0;
  while (at < end && load<u8>(at) - 0x30 < 10) {
    if (value < 0x100000000) value = value * 10 + (load<u8>(at) - 0x30);
    at++;
  }
  if (at == first) return false;
  if (negative) value = -value;
  if (value < i32.MIN_VALUE || value > i32.MAX_VALUE) fail(ERR_ARRAY_BOUND_RANGE);
  bound = <i32>value;
  p = at;
  return true;
}

/** Reads `[1:2][3]=`, sizes and lower bounds into the two lists; how many there are. */
function readDimensions(sizes: usize, lowers: usize): i32 {
  let n = 0;
  for (;;) {
    skipSpace();
    if (p >= end || load<u8>(p) != 0x5b) break;
    p++;
    if (n >= MOST_DIMENSIONS) tooMany(MOST_DIMENSIONS + 1);
    if (!readBound()) malformed();
    let lower = 1;
    if (p < end && load<u8>(p) == 0x3a) {
      p++;
      lower = bound;
      if (!readBound()) malformed();
    }
    if (p >= end || load<u8>(p) != 0x5d) malformed();
    p++;
    if (bound == i32.MAX_VALUE) {
      detailNumber(bound);
      failWithDetail(ERR_ARRAY_UPPER_BOUND);
    }
    if (bound < lower) fail(ERR_UPPER_BELOW_LOWER);
    const size = <i64>bound - <i64>lower + 1;
    store<i32>(sizes + (n << 2), size > i32.MAX_VALUE ? -1 : <i32>size);
    store<i32>(lowers + (n << 2), lower);
    countIn(n + 1, sizes);
    n++;
  }
  if (n > 0) {
    if (p >= end || load<u8>(p) != 0x3d) malformed();
    p++;
    skipSpace();
  }
  return n;
}

function tooMany(n: i32): void {
  detailNumber(n);
  failWithDetail(ERR_ARRAY_DIMENSIONS);
}

/** What an element's text is after `readElement`. */
let isNull = false;
let elementLength: i32 = 0;

/** Reads an element that begins at `p` into the buffer. */
function readElement(): void {
  let out = buffer;
  isNull = false;
  if (load<u8>(p) == 0x22) {
    p++;
    for (;;) {
      if (p >= end) malformed();
      let c = load<u8>(p++);
      if (c == 0x22) break;
      if (c == 0x5c) {
        if (p >= end) malformed();
        c = load<u8>(p++);
      }
      store<u8>(out++, c);
    }
    skipSpace();
    if (p >= end || (load<u8>(p) != 0x2c && load<u8>(p) != 0x7d)) malformed();
    elementLength = <i32>(out - buffer);
    return;
  }
  let kept = out;
  let escapes = false;
  for (;;) {
    if (p >= end) malformed();
    let c = load<u8>(p);
    if (c == 0x2c || c == 0x7d) break;
    if (c == 0x7b || c == 0x22) malformed();
    p++;
    if (c == 0x5c) {
      if (p >= end) malformed();
      c = load<u8>(p++);
      escapes = true;
      store<u8>(out++, c);
      kept = out;
    } else {
      store<u8>(out++, c);
      if (!isSpace(c)) kept = out;
    }
  }
  elementLength = <i32>(kept - buffer);
  isNull = !escapes && elementLength == 4 && (load<u32>(buffer) | 0x20202020) == 0x6c6c756e;
}

/** The array that a text stands for; `oid` is the type of its elements. */
export function array_in(pointer: usize, length: i32, oid: i32, modifier: i32): usize {
  text = pointer;
  textLength = length;
  p = pointer;
  end = pointer + length;
  const sizes = allocate(MOST_DIMENSIONS * 4);
  const lowers = allocate(MOST_DIMENSIONS * 4);
  const counts = allocate(MOST_DIMENSIONS * 4);
  let n = readDimensions(sizes, lowers);
  if (p >= end || load<u8>(p) != 0x7b) malformed();
  const given = n > 0;
  if (!given) {
    for (let i = 0; i < MOST_DIMENSIONS; i++) {
      store<i32>(sizes + (i << 2), -1);
      store<i32>(lowers + (i << 2), 1);
    }
  }
  buffer = allocate(length);
  // An element of a type whose bytes are its text stays in the buffer, so each begins behind the one before.
  const cells = allocateCells(mostElements());
  let frozen = given;
  let level = 0;
  let expectDelimiter = false;
  let count = 0;
  do {
    skipSpace();
    if (p >= end) malformed();
    const c = load<u8>(p);
    if (c == 0x7b) {
      p++;
      if (expectDelimiter) malformed();
      if (level >= MOST_DIMENSIONS) tooMany(level + 1);
      store<i32>(counts + (level << 2), 0);
      level++;
      if (level > n) {
        if (frozen) malformed();
        n = level;
      }
    } else if (c == 0x7d) {
      p++;
      if (load<i32>(counts + ((level - 1) << 2)) > 0 && !expectDelimiter) malformed();
      level--;
      const have = load<i32>(counts + (level << 2));
      const size = load<i32>(sizes + (level << 2));
      if (size < 0) store<i32>(sizes + (level << 2), have);
      else if (size != have) malformed();
      if (level > 0) store<i32>(counts + ((level - 1) << 2), load<i32>(counts + ((level - 1) << 2)) + 1);
      expectDelimiter = true;
      frozen = true;
    } else if (c == 0x2c) {
      p++;
      if (!expectDelimiter) malformed();
      expectDelimiter = false;
    } else {
      if (expectDelimiter) malformed();
      readElement();
      frozen = true;
      if (level != n) malformed();
      const cell = cells + (count++ << 4);
      if (isNull) setNull(cell);
      else {
        const from = buffer;
        buffer += elementLength;
        store<i64>(cell, 0, 8);
        element_in(oid, from, elementLength, modifier, cell);
      }
      store<i32>(counts + ((level - 1) << 2), load<i32>(counts + ((level - 1) << 2)) + 1);
      expectDelimiter = true;
    }
  } while (level > 0);
  skipSpace();
  if (p < end) malformed();
  if (countIn(n, sizes) == 0) return emptyArray(oid);
  const shape = allocate(n << 3);
  memory.copy(shape, sizes, n << 2);
  memory.copy(shape + (n << 2), lowers, n << 2);
  checkBounds(n, shape);
  return build(oid, n, shape, cells);
}
