/**
 * A value of any type, made ready to be written: what its own type prints is a text already, and an array is taken apart into cells, because
 * nothing else may be allocated while the writer is at work.
 */
import { allocate } from '../../core/runtime/scratch';
import { cellsOf, countOf, elementType } from '../../array/runtime/stored';
import { IS_ARRAY, IS_PRINTED, IS_TEXT, TEXT, category, pointerIn, printed } from './argument-value';
import { resultLength } from './result';

@unmanaged
export class Piece {
  category: i32;
  type: i32;
  cell: usize;
  /** Of an array: its bytes, and the cells of its elements, all of the type. */
  array: usize;
  elements: usize;
}

/** Puts the value's text into another cell. */
function printInto(cell: usize, type: i32, into: usize): void {
  const text = printed(cell, type);
  const length = resultLength();
  store<u32>(into, <u32>text);
  store<i32>(into, length, 4);
  store<i32>(into, 0, 8);
}

/** Whether the type's values are printed by the type. */
function isPrinted(type: i32): bool {
  const cell = allocate(16);
  store<i64>(cell, 0);
  store<i64>(cell, 0, 8);
  return category(cell, type) == IS_PRINTED;
}

function openArray(piece: Piece): void {
  const array = pointerIn(piece.cell);
  piece.array = array;
  piece.type = elementType(array);
  piece.elements = cellsOf(array);
  if (!isPrinted(piece.type)) return;
  const end = piece.elements + (<usize>countOf(array) << 4);
  for (let cell = piece.elements; cell < end; cell += 16) if (load<i32>(cell, 8) == 0) printInto(cell, piece.type, cell);
  piece.type = TEXT;
}

export function pieceOf(cell: usize, type: i32): Piece {
  const piece = changetype<Piece>(allocate(offsetof<Piece>()));
  piece.category = category(cell, type);
  piece.type = type;
  piece.cell = cell;
  if (piece.category == IS_ARRAY) {
    openArray(piece);
  } else if (piece.category == IS_PRINTED) {
    piece.cell = allocate(16);
    printInto(cell, type, piece.cell);
    piece.category = IS_TEXT;
    piece.type = TEXT;
  }
  return piece;
}

/** The piece of an array, whose type only its bytes say. */
export function arrayPiece(cell: usize): Piece {
  const piece = changetype<Piece>(allocate(offsetof<Piece>()));
  piece.category = IS_ARRAY;
  piece.cell = cell;
  openArray(piece);
  return piece;
}
