/** A part of a path that is being read (JsonPathParseItem). The parts lie in scratch memory until the path is written. */
import { allocate } from '../../core/runtime/scratch';

@unmanaged
export class Part {
  kind: i32;
  /** What is applied to this one; 0 for nothing. */
  next: usize;
  /** The operands, of which some have one and some none. */
  left: usize;
  right: usize;
  /** A string, a name, a pattern, or a numeric. */
  pointer: usize;
  length: i32;
  /** The levels of `.**`; a boolean or the flags of like_regex in the first. */
  first: u32;
  second: u32;
  /** Of an array's subscripts: the next one, and of the array their number. */
  sibling: usize;
  count: i32;
}

// @ts-ignore: decorator
@inline
export function partAt(address: usize): Part {
  return changetype<Part>(address);
}
// @ts-ignore: decorator
@inline
export function addressOf(part: Part): usize {
  return changetype<usize>(part);
}

export function part(kind: i32): Part {
  const at = allocate(offsetof<Part>());
  memory.fill(at, 0, offsetof<Part>());
  const result = changetype<Part>(at);
  result.kind = kind;
  return result;
}

export function textPart(kind: i32, pointer: usize, length: i32): Part {
  const result = part(kind);
  result.pointer = pointer;
  result.length = length;
  return result;
}

export function unaryPart(kind: i32, operand: Part): Part {
  const result = part(kind);
  result.left = addressOf(operand);
  return result;
}

export function binaryPart(kind: i32, left: Part, right: Part): Part {
  const result = unaryPart(kind, left);
  result.right = addressOf(right);
  return result;
}
