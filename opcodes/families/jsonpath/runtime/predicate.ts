/** Predicates of a path: true, false or unknown (executeBoolItem and executePredicate). */
import { STRING } from '../../json/runtime/container';
import { Node, nodeAt } from '../../json/runtime/node';
import { compareItems } from './compare';
import {
  ERROR, FALSE, OK, TRUE, UNKNOWN, current, enter, firstOf, leave, lengthOf, markFor, newList, setCurrent, setThrowing, throwing,
} from './context';
import { operandValues } from './execute';
import { AND, EXISTS, IS_UNKNOWN, LIKE_REGEX, NOT, OR, STARTS_WITH } from './kinds';
import { matchesItem } from './prepared';
import { kindOf, lax, operandOf, regexOperand } from './stored';
import { shrinkTo } from '../../core/runtime/scratch';

/** The values of an operand, whose errors are not raised. */
function silentValues(item: i32, value: Node, unwrap: bool, found: usize): i32 {
  const saved = throwing;
  setThrowing(false);
  const result = operandValues(item, value, unwrap, found);
  setThrowing(saved);
  return result;
}

function startsWith(whole: Node, start: Node): i32 {
  if (whole.kind != STRING || start.kind != STRING) return UNKNOWN;
  if (start.length > whole.length) return FALSE;
  return memory.compare(whole.pointer, start.pointer, <usize>start.length) == 0 ? TRUE : FALSE;
}

/** The test of one value, or one pair. */
function test(item: i32, kind: i32, left: Node, right: usize): i32 {
  if (kind == LIKE_REGEX) return left.kind != STRING ? UNKNOWN : matchesItem(item, left) ? TRUE : FALSE;
  if (kind == STARTS_WITH) return startsWith(left, nodeAt(right));
  return compareItems(kind, left, nodeAt(right));
}

/** True if the test is true of any pair; a strict path wants to know of errors in all of them. */
function anyPair(item: i32, kind: i32, lefts: usize, rights: usize): i32 {
  let error = false;
  let holds = false;
  for (let left = firstOf(lefts); left != 0; left = nodeAt(left).next) {
    let right: usize = rights == 0 ? 0 : firstOf(rights);
    if (rights != 0 && right == 0) break;
    do {
      const mark = markFor();
      enter();
      const result = test(item, kind, nodeAt(left), right);
      leave();
      shrinkTo(mark);
      if (result == UNKNOWN) {
        if (!lax) return UNKNOWN;
        error = true;
      } else if (result == TRUE) {
        if (lax) return TRUE;
        holds = true;
      }
      if (right != 0) right = nodeAt(right).next;
    } while (right != 0);
  }
  return holds ? TRUE : error ? UNKNOWN : FALSE;
}

function compared(item: i32, kind: i32, value: Node): i32 {
  const lefts = newList();
  const regex = kind == LIKE_REGEX;
  if (silentValues(regex ? regexOperand(item) : operandOf(item, 0), value, true, lefts) == ERROR) return UNKNOWN;
  if (regex) return anyPair(item, kind, lefts, 0);
  const rights = newList();
  if (silentValues(operandOf(item, 1), value, kind != STARTS_WITH, rights) == ERROR) return UNKNOWN;
  return anyPair(item, kind, lefts, rights);
}

function exists(item: i32, value: Node): i32 {
  const list: usize = lax ? 0 : newList();
  const result = silentValues(operandOf(item, 0), value, false, list);
  if (result == ERROR) return UNKNOWN;
  if (lax) return result == OK ? TRUE : FALSE;
  return lengthOf(list) == 0 ? FALSE : TRUE;
}

function both(item: i32, value: Node): i32 {
  const left = booleanItem(operandOf(item, 0), value);
  if (left == FALSE) return FALSE;
  const right = booleanItem(operandOf(item, 1), value);
  return right == TRUE ? left : right;
}

function either(item: i32, value: Node): i32 {
  const left = booleanItem(operandOf(item, 0), value);
  if (left == TRUE) return TRUE;
  const right = booleanItem(operandOf(item, 1), value);
  return right == FALSE ? left : right;
}

function not(item: i32, value: Node): i32 {
  const result = booleanItem(operandOf(item, 0), value);
  return result == UNKNOWN ? UNKNOWN : result == TRUE ? FALSE : TRUE;
}

/** Whether the predicate is true of the value; what it allocates is given back. */
export function booleanItem(item: i32, value: Node): i32 {
  enter();
  const mark = markFor();
  const kind = kindOf(item);
  let result = FALSE;
  if (kind == AND) result = both(item, value);
  else if (kind == OR) result = either(item, value);
  else if (kind == NOT) result = not(item, value);
  else if (kind == IS_UNKNOWN) result = booleanItem(operandOf(item, 0), value) == UNKNOWN ? TRUE : FALSE;
  else if (kind == EXISTS) result = exists(item, value);
  else result = compared(item, kind, value);
  shrinkTo(mark);
  leave();
  return result;
}

/** The predicate of a filter, in which `@` is the value. */
export function nestedBoolean(item: i32, value: Node): i32 {
  const outer = current;
  setCurrent(value);
  const result = booleanItem(operandOf(item, 0), value);
  setCurrent(outer);
  return result;
}
