/**
 * A constant path, prepared once: the path, and the automata of its regular expressions. The state is their number, for each the offset of its
 * item and the automaton's address, and then the path.
 */
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { allocateState } from '../../core/runtime/state';
import { Node } from '../../json/runtime/node';
import { setZoned } from './context';
import { EXISTS, FILTER, INDEX_ARRAY, IS_UNKNOWN, LIKE_REGEX, MINUS, NOT, PLUS, isBinary } from './kinds';
import { compiledPattern, matchesCompiled, matchesOnce } from './regex';
import { fieldOf, kindOf, nextOf, openPath, operandOf, patternLengthOf, patternOf, regexOperand } from './stored';

const MOST_AUTOMATA: i32 = 64;

/** The state of the path that is open; 0 for none. */
let state: usize = 0;

/** Where the items of regular expressions are written while they are looked for. */
let places: usize = 0;
let count: i32 = 0;

function collectOperands(item: i32, kind: i32): void {
  if (kind == LIKE_REGEX) {
    if (count < MOST_AUTOMATA) store<i32>(places + (<usize>(count++) << 2), item);
    collect(regexOperand(item));
  } else if (kind == INDEX_ARRAY) {
    const n = <i32>fieldOf(item, 0);
    for (let i = 1; i <= 2 * n; i++) collect(operandOf(item, i));
  } else if (isBinary(kind)) {
    collect(operandOf(item, 0));
    collect(operandOf(item, 1));
  } else if (kind == FILTER || kind == NOT || kind == IS_UNKNOWN || kind == EXISTS || kind == PLUS || kind == MINUS) {
    collect(operandOf(item, 0));
  }
}

/** Finds the regular expressions of an item and of all that is applied to it. How deep they are was checked when the path was read. */
function collect(first: i32): void {
  for (let item = first; item >= 0; item = nextOf(item)) collectOperands(item, kindOf(item));
}

/** The state of a path. */
export function jsonpath_prepare(path: usize, length: i32): usize {
  const mark = allocate(0);
  openPath(path);
  places = allocate(MOST_AUTOMATA << 2);
  count = 0;
  collect(0);
  const found = count;
  const result = allocateState(8 + (found << 3) + length);
  store<i32>(result, found);
  const copy = result + 8 + (<usize>found << 3);
  memory.copy(copy, path, <usize>length);
  for (let i = 0; i < found; i++) {
    const item = load<i32>(places + (<usize>i << 2));
    openPath(copy);
    store<i32>(result + (<usize>i << 3), item, 8);
    store<i32>(result + (<usize>i << 3), compiledPattern(patternOf(item), patternLengthOf(item), fieldOf(item, 0)), 12);
  }
  shrinkTo(mark);
  return result;
}

/** Opens the path of a state. The session's time zone may not be used. */
export function openState(address: usize): void {
  state = address;
  setZoned(false);
  openPath(address + 8 + (<usize>load<i32>(address) << 3));
}

/** The same with a path that is no constant. */
export function openPassing(path: usize): void {
  state = 0;
  setZoned(false);
  openPath(path);
}

/** Whether the string matches the item's regular expression. */
export function matchesItem(item: i32, value: Node): bool {
  const n = state == 0 ? 0 : load<i32>(state);
  for (let i = 0; i < n; i++) {
    const at = state + 8 + (<usize>i << 3);
    if (load<i32>(at) == item) return matchesCompiled(value.pointer, value.length, load<i32>(at, 4));
  }
  return matchesOnce(value.pointer, value.length, patternOf(item), patternLengthOf(item), fieldOf(item, 0));
}
