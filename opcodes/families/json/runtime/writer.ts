/** Bytes that grow at the end of the scratch area. One result is written at a time, and only the writer allocates meanwhile. */
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';

const BLOCK: i32 = 256;
let start: usize = 0;
let end: usize = 0;
let limit: usize = 0;

/** Begins, at an address that is a multiple of eight. */
export function begin(): void {
  start = allocate(0);
  end = start;
  limit = start;
}

/** Room for `size` more bytes; returns their address. */
export function append(size: i32): usize {
  const at = end;
  if (at + <usize>size > limit) {
    shrinkTo(at);
    const need = <i64>size + BLOCK;
    limit = allocate(need > i32.MAX_VALUE ? i32.MAX_VALUE : <i32>need) + <usize>size + BLOCK;
  }
  end = at + <usize>size;
  return at;
}

/** Room for what is appended later; others can allocate after it. */
export function reserve(size: i32): void {
  append(size);
  end -= <usize>size;
}

// @ts-ignore: decorator
@inline
export function appendByte(c: u32): void {
  store<u8>(append(1), c);
}

export function appendBytes(from: usize, length: i32): void {
  memory.copy(append(length), from, <usize>length);
}

/** Appends what a function leaves as its result in scratch memory; call `giveBack` before it. */
export function appendResult(from: usize, length: i32): void {
  memory.copy(end, from, <usize>length);
  end += <usize>length;
  limit = end;
  shrinkTo(end);
}

/** Gives the room that is not used yet back, so that others can allocate. */
export function giveBack(): void {
  shrinkTo(end);
  limit = end;
}

/** Zeros up to a multiple of four. */
export function align(): void {
  while ((end & 3) != 0) appendByte(0);
}

/** Where the next byte goes. */
// @ts-ignore: decorator
@inline
export function position(): usize {
  return end;
}

/** What was written as a function's result. */
export function finish(): usize {
  shrinkTo(end);
  return textResult(start, <i32>(end - start));
}

/** The same, moved down to where a mark was: what was allocated between is given back. */
export function finishAt(mark: usize): usize {
  const length = end - start;
  memory.copy(mark, start, length);
  shrinkTo(mark + length);
  return textResult(mark, <i32>length);
}
