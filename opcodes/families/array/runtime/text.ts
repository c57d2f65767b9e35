/** array_to_string and string_to_array (utils/adt/varlena.c, array_to_text and text_to_array). */
import { argumentIsNull, argumentLength, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { sameBytes } from '../../core/runtime/compare';
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_ARRAY_MEMORY } from './errors.generated.ts';
import { cellIsNull, element_out, outLength, setNull } from './elements';
import { allocateCells, buildRow, cellsOf, countOf, elementType, emptyArray } from './stored';

const TEXT = 25;

/** The elements with the separator between them; nulls are left out, or are the text given for them. */
function join(array: usize, separator: usize, separatorLength: i32, nullShown: bool, nullText: usize, nullLength: i32): usize {
  const oid = elementType(array);
  const count = countOf(array);
  const texts = cellsOf(array);
  let size: i64 = 0;
  for (let i = 0; i < count; i++) {
    const cell = texts + (i << 4);
    if (cellIsNull(cell)) {
      if (!nullShown) continue;
      store<u32>(cell, <u32>nullText);
      store<i32>(cell, nullLength, 4);
      store<i32>(cell, 0, 8);
    } else {
      const text = element_out(oid, cell);
      store<u32>(cell, <u32>text);
      store<i32>(cell, outLength(), 4);
    }
    size += <i64>load<i32>(cell, 4) + separatorLength;
  }
  if (size > 0x3fffffff) fail(ERR_ARRAY_MEMORY);
  const result = allocate(<i32>size);
  let at = result;
  let first = true;
  for (let i = 0; i < count; i++) {
    const cell = texts + (i << 4);
    if (cellIsNull(cell)) continue;
    if (!first) {
      memory.copy(at, separator, separatorLength);
      at += separatorLength;
    }
    first = false;
    memory.copy(at, load<u32>(cell), load<i32>(cell, 4));
    at += load<i32>(cell, 4);
  }
  return textResult(result, <i32>(at - result));
}

export function array_to_text(array: usize, _bytes: i32, separator: usize, separatorLength: i32): usize {
  return join(array, separator, separatorLength, false, 0, 0);
}
export function array_to_text_null(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0) || argumentIsNull(f, 1)) return absent();
  const shown = !argumentIsNull(f, 2);
  return join(argumentPointer(f, 0), argumentPointer(f, 1), argumentLength(f, 1), shown, argumentPointer(f, 2), argumentLength(f, 2));
}

function absent(): usize {
  resultIsNull();
  return 0;
}

function put(f: usize, cell: usize, text: usize, length: i32, hasNullText: bool): void {
  store<u32>(cell, <u32>text);
  store<i32>(cell, length, 4);
  store<i64>(cell, 0, 8);
  if (!hasNullText || argumentIsNull(f, 2) || argumentLength(f, 2) != length) return;
  if (sameBytes(argumentPointer(f, 2), text, length)) setNull(cell);
}

/** Bytes of the character that begins with this one. */
// @ts-ignore: decorator
@inline
function characterLength(c: u32): i32 {
  return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/** How long the piece from `at` on is: to the separator, to the end, or a character where there is no separator. */
function pieceLength(at: usize, end: usize, separator: usize, length: i32, characters: bool): i32 {
  if (characters) return min(characterLength(load<u8>(at)), <i32>(end - at));
  if (length == 0) return <i32>(end - at);
  for (let p = at; p + length <= end; p++)
    if (load<u8>(p) == load<u8>(separator) && sameBytes(p, separator, length)) return <i32>(p - at);
  return <i32>(end - at);
}

function split(f: usize, hasNullText: bool): usize {
  if (argumentIsNull(f, 0)) return absent();
  const text = argumentPointer(f, 0);
  const end = text + argumentLength(f, 0);
  if (text == end) return emptyArray(TEXT);
  const characters = argumentIsNull(f, 1);
  const separator = argumentPointer(f, 1);
  const length = characters ? 0 : argumentLength(f, 1);
  let count = 0;
  for (let at = text; ; count++) {
    at += pieceLength(at, end, separator, length, characters);
    if (at >= end) break;
    at += length;
    if (at == end && !characters) {
      count++;
      break;
    }
  }
  count++;
  const cells = allocateCells(count);
  let at = text;
  for (let i = 0; i < count; i++) {
    const piece = at < end ? pieceLength(at, end, separator, length, characters) : 0;
    put(f, cells + (i << 4), at, piece, hasNullText);
    at += piece + length;
  }
  return buildRow(TEXT, count, 1, cells);
}

export function text_to_array(f: usize, n: i32): usize {
  return split(f, false);
}
export function text_to_array_null(f: usize, n: i32): usize {
  return split(f, true);
}
