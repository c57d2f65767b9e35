/** The members of a container and of those within it: `[*]`, `.*`, `.**` and the unwrapping of arrays. */
import { CONTAINER, countOf, isObject } from '../../json/runtime/container';
import { itemLength, itemPointer, itemType, readAt } from '../../json/runtime/item';
import { Node, node } from '../../json/runtime/node';
import {
  ERROR, NOT_FOUND, OK, addTo, enter, giveBackTo, ignoreStructure, leave, lengthOf, markFor, setIgnoreStructure,
} from './context';
import { executeUnwrapping, goOn } from './execute';
import { LAST_LEVEL } from './kinds';
import { fieldOf, lax, nextOf } from './stored';

/** The elements of an array go on to `item` (-1: into the list). */
export function unwrapArray(item: i32, value: Node, found: usize, unwrapElements: bool): i32 {
  return anyItem(item, value.pointer, found, 1, 1, 1, false, unwrapElements);
}

/** A member goes on; structural errors may be none. */
function visit(item: i32, member: Node, found: usize, ignoring: bool, unwrap: bool): i32 {
  if (item < 0) {
    if (found != 0) addTo(found, member);
    return OK;
  }
  const saved = ignoreStructure;
  if (ignoring) setIgnoreStructure(true);
  const result = executeUnwrapping(item, member, found, unwrap);
  setIgnoreStructure(saved);
  return result;
}

/** Whether what came of a member ends the walk. */
// @ts-ignore: decorator
@inline
function ends(result: i32, found: usize): bool {
  return result == ERROR || (result == OK && found == 0);
}

/** The members of the levels from `first` to `last` go on to `item`; the container's own are on `level`. */
export function anyItem(
  item: i32, c: usize, found: usize, level: u32, first: u32, last: u32, ignoring: bool, unwrap: bool,
): i32 {
  let result = NOT_FOUND;
  if (level > last) return result;
  enter();
  const object = isObject(c);
  const count = countOf(c);
  let offset: u32 = 0;
  if (object) for (let i = 0; i < count; i++) offset = readAt(c, i, offset);
  for (let i = 0; i < count; i++) {
    const mark = markFor();
    const before = found == 0 ? 0 : lengthOf(found);
    offset = readAt(c, object ? count + i : i, offset);
    const member = node(itemType, itemPointer, itemLength);
    const leaf = member.kind != CONTAINER;
    if (level >= first || (first == LAST_LEVEL && last == LAST_LEVEL && leaf)) {
      result = visit(item, member, found, ignoring, unwrap);
      if (ends(result, found)) break;
    }
    if (level < last && !leaf) {
      result = anyItem(item, member.pointer, found, level + 1, first, last, ignoring, unwrap);
      if (ends(result, found)) break;
    }
    giveBackTo(mark, found, before);
  }
  leave();
  return result;
}

/** `.**`, with the value itself where level 0 is wanted. */
export function anyLevels(item: i32, value: Node, found: usize): i32 {
  const next = nextOf(item);
  const first = fieldOf(item, 0);
  let result = NOT_FOUND;
  if (first == 0) {
    const saved = ignoreStructure;
    setIgnoreStructure(true);
    result = goOn(next, value, found);
    setIgnoreStructure(saved);
    if (result == OK && found == 0) return result;
  }
  if (value.kind != CONTAINER) return result;
  return anyItem(next, value.pointer, found, 1, first, fieldOf(item, 1), true, lax);
}
