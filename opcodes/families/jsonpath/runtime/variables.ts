/**
 * The variables of a path: members of an object, or pairs of a name and a value in an array, as PASSING gives them, each of which is then a
 * value by itself.
 */
import { failWith } from '../../core/runtime/raise';
import { CONTAINER, countOf, isObject } from '../../json/runtime/container';
import { itemLength, itemPointer, itemType, readField, readItem } from '../../json/runtime/item';
import { Node, itemNode } from '../../json/runtime/node';
import { isScalar } from '../../json/runtime/container';
import { setBase } from './context';
import { ERR_NO_VARIABLE, ERR_VARS_NOT_OBJECT } from './errors.generated.ts';
import { fail } from '../../core/runtime/raise';
import { textLengthOf, textOf } from './stored';

let variables: usize = 0;
let pairs: bool = false;

/** The next variables are pairs. */
export function takePairs(taken: bool): void {
  pairs = taken;
}

/** Sets the variables, 0 for none; returns how many values they are for the ids of keyvalue(). */
export function openVariables(vars: usize): i32 {
  variables = vars;
  if (vars == 0) return 0;
  if (pairs) return countOf(vars) >> 1;
  if (!isObject(vars) || isScalar(vars)) fail(ERR_VARS_NOT_OBJECT);
  return 1;
}

function findPair(name: usize, length: i32): bool {
  const count = countOf(variables);
  for (let i = 0; i < count; i += 2) {
    readItem(variables, i);
    if (itemLength != length || memory.compare(itemPointer, name, <usize>length) != 0) continue;
    readItem(variables, i + 1);
    setBase(itemType == CONTAINER ? itemPointer : 0, (i >> 1) + 1);
    return true;
  }
  return false;
}

/** The value of the variable that the item names; the ids of keyvalue() count from it. */
export function variable(item: i32): Node {
  const name = textOf(item);
  const length = textLengthOf(item);
  let found = false;
  if (variables != 0) {
    if (pairs) {
      found = findPair(name, length);
    } else {
      found = readField(variables, name, length);
      if (found) setBase(variables, 1);
    }
  }
  if (!found) failWith(ERR_NO_VARIABLE, name, length);
  return itemNode();
}
