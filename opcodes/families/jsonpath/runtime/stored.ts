/** A stored path, read where it lies: an item is its offset from where the items begin, -1 for none. */
import { LAX_FLAG } from './kinds';

let base: usize = 0;
/** The path that is read, and whether it is lax. */
export let path: usize = 0;
export let lax: bool = false;

export function openPath(address: usize): void {
  path = address;
  base = address + 4;
  lax = (load<u32>(address) & LAX_FLAG) != 0;
}

// @ts-ignore: decorator
@inline
export function kindOf(item: i32): i32 {
  return load<u8>(base + item);
}
/** The address of the item's fields, the first of which is the distance to what is applied to it. */
// @ts-ignore: decorator
@inline
function fieldsOf(item: i32): usize {
  return base + ((item + 4) & ~3);
}
/** The address of what belongs to the item's kind. */
// @ts-ignore: decorator
@inline
export function contentOf(item: i32): usize {
  return fieldsOf(item) + 4;
}

function ahead(item: i32, distance: i32): i32 {
  return distance == 0 ? -1 : item + distance;
}

/** What is applied to the item. */
export function nextOf(item: i32): i32 {
  return ahead(item, load<i32>(fieldsOf(item)));
}
/** The operand whose distance is the n-th field. */
export function operandOf(item: i32, n: i32): i32 {
  return ahead(item, load<i32>(contentOf(item) + (<usize>n << 2)));
}
/** The value that a regular expression is tried on. */
export function regexOperand(item: i32): i32 {
  return operandOf(item, 1);
}

/** The text of a string, a key or a variable. */
export function textLengthOf(item: i32): i32 {
  return load<i32>(contentOf(item));
}
export function textOf(item: i32): usize {
  return contentOf(item) + 4;
}
/** The numeric of an item, without its varlena header. */
export function numericLengthOf(item: i32): i32 {
  return <i32>(load<u32>(contentOf(item)) >> 2) - 4;
}
export function numericOf(item: i32): usize {
  return contentOf(item) + 4;
}
/** A number of 32 bits among the fields. */
export function fieldOf(item: i32, n: i32): u32 {
  return load<u32>(contentOf(item) + (<usize>n << 2));
}

/** The pattern of a regular expression. */
export function patternOf(item: i32): usize {
  return contentOf(item) + 12;
}
export function patternLengthOf(item: i32): i32 {
  return load<i32>(contentOf(item), 8);
}
