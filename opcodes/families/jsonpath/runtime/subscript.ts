/** `[1, 2 to last]`: elements of an array by their places, each of which is a path of its own. */
import { NUMERIC, countOf } from '../../json/runtime/container';
import { itemLength, itemPointer, itemType, readElement } from '../../json/runtime/item';
import { Node, node, nodeAt } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { numeric_trunc } from '../../numeric/runtime/unary';
import { arraySize, ERROR, NOT_FOUND, OK, firstOf, ignoreStructure, lengthOf, newList, setArraySize } from './context';
import { ERR_ARRAY_ACCESSOR, ERR_SUBSCRIPT_BOUNDS, ERR_SUBSCRIPT_NOT_NUMBER, ERR_SUBSCRIPT_RANGE } from './errors.generated.ts';
import { execute, goOn, isArrayNode } from './execute';
import { isInteger, integerOf } from './integers';
import { raise } from './raise';
import { fieldOf, lax, nextOf, operandOf } from './stored';

let index: i32 = 0;

/** Computes a place and leaves it in `index`; fractions are cut off. */
function place(item: i32, value: Node): i32 {
  const list = newList();
  if (execute(item, value, list) == ERROR) return ERROR;
  const only = firstOf(list);
  if (lengthOf(list) != 1 || nodeAt(only).kind != NUMERIC) return raise(ERR_SUBSCRIPT_NOT_NUMBER);
  const whole = numeric_trunc(nodeAt(only).pointer, nodeAt(only).length, 0);
  const number = integerOf(whole, resultLength(), i32.MIN_VALUE, i32.MAX_VALUE);
  if (!isInteger) return raise(ERR_SUBSCRIPT_RANGE);
  index = <i32>number;
  return OK;
}

export function subscripts(item: i32, value: Node, found: usize): i32 {
  const array = isArrayNode(value);
  if (!array && !lax) return ignoreStructure ? NOT_FOUND : raise(ERR_ARRAY_ACCESSOR);
  const outer = arraySize;
  const size = array ? countOf(value.pointer) : 1;
  const next = nextOf(item);
  const count = <i32>fieldOf(item, 0);
  let result = NOT_FOUND;
  setArraySize(size);
  for (let i = 0; i < count; i++) {
    result = place(operandOf(item, 1 + 2 * i), value);
    if (result == ERROR) break;
    let from = index;
    const range = operandOf(item, 2 + 2 * i);
    if (range >= 0) {
      result = place(range, value);
      if (result == ERROR) break;
    }
    let to = index;
    if (!ignoreStructure && (from < 0 || from > to || to >= size)) return raise(ERR_SUBSCRIPT_BOUNDS);
    from = max(from, 0);
    to = min(to, size - 1);
    result = NOT_FOUND;
    for (let k = from; k <= to; k++) {
      let element = value;
      if (array) {
        readElement(value.pointer, k);
        element = node(itemType, itemPointer, itemLength);
      }
      // The size stays that of this array, as PostgreSQL leaves it.
      if (next < 0 && found == 0) return OK;
      result = goOn(next, element, found);
      if (result == ERROR || (result == OK && found == 0)) break;
    }
    if (result == ERROR || (result == OK && found == 0)) break;
  }
  setArraySize(outer);
  return result;
}
