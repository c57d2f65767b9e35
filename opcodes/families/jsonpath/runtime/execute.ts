/** The items of a path applied to a value (executeItemOptUnwrapTarget of utils/adt/jsonpath_exec.c). */
import { CONTAINER, FALSE as FALSE_VALUE, NULL, NUMERIC, STRING, TRUE as TRUE_VALUE, isArray, isObject, isScalar } from '../../json/runtime/container';
import { itemLength, itemPointer, itemType, readField } from '../../json/runtime/item';
import { Node, node, nodeAt } from '../../json/runtime/node';
import { anyItem, anyLevels, unwrapArray } from './any';
import { binaryArithmetic, unaryArithmetic } from './arithmetic';
import {
  ERROR, FALSE, NOT_FOUND, OK, TRUE, addTo, arraySize, baseContainer, baseId, current, enter, firstOf, ignoreStructure, leave, newList,
  root, setBase, setBaseTo,
} from './context';
import {
  ERR_KEY_NOT_FOUND, ERR_MEMBER_OF_NON_OBJECT, ERR_WILDCARD_ARRAY, ERR_WILDCARD_OBJECT,
} from './errors.generated.ts';
import {
  ADD, ANY, ANY_ARRAY, ANY_KEY, BOOL_ITEM, CURRENT, FILTER, INDEX_ARRAY, KEY, LAST, MINUS, MOD, NULL_ITEM, NUMERIC_ITEM, PLUS, ROOT,
  STRING_ITEM, VARIABLE, AND, LIKE_REGEX, STARTS_WITH, EXISTS, GREATER_OR_EQUAL,
} from './kinds';
import { executeMethod } from './method';
import { booleanItem, nestedBoolean } from './predicate';
import { raise, raiseKey } from './raise';
import { contentOf, kindOf, lax, nextOf, numericLengthOf, numericOf, textLengthOf, textOf } from './stored';
import { subscripts } from './subscript';
import { variable } from './variables';
import { int4_numeric } from '../../numeric/runtime/integer-cast';
import { resultLength } from '../../json/runtime/result';

export function isArrayNode(value: Node): bool {
  return value.kind == CONTAINER && isArray(value.pointer) && !isScalar(value.pointer);
}
export function isObjectNode(value: Node): bool {
  return value.kind == CONTAINER && isObject(value.pointer);
}

export function numericNode(pointer: usize): Node {
  return node(NUMERIC, pointer, resultLength());
}

/** The value goes on to what is applied next, `item` (-1 for nothing), or into the list. */
export function goOn(item: i32, value: Node, found: usize): i32 {
  if (item >= 0) return execute(item, value, found);
  if (found != 0) addTo(found, value);
  return OK;
}

/** Applies the item, and all that is applied to it, to the value; arrays are unwrapped where the path is lax. */
export function execute(item: i32, value: Node, found: usize): i32 {
  return executeUnwrapping(item, value, found, lax);
}

export function executeUnwrapping(item: i32, value: Node, found: usize, unwrap: bool): i32 {
  enter();
  const result = dispatch(item, value, found, unwrap);
  leave();
  return result;
}

function dispatch(item: i32, value: Node, found: usize, unwrap: bool): i32 {
  const kind = kindOf(item);
  if (kind <= BOOL_ITEM || kind == VARIABLE) return literal(item, kind, found);
  if (kind >= ADD && kind <= MOD) return binaryArithmetic(item, kind, value, found);
  if (kind == PLUS || kind == MINUS) return unaryArithmetic(item, kind, value, found);
  if ((kind >= AND && kind <= GREATER_OR_EQUAL) || kind == STARTS_WITH || kind == LIKE_REGEX || kind == EXISTS)
    return predicateItem(item, value, found);
  switch (kind) {
    case KEY:
      return member(item, value, found, unwrap);
    case ROOT:
      return rootItem(item, found);
    case CURRENT:
      return goOn(nextOf(item), current, found);
    case ANY_ARRAY:
      return everyElement(item, value, found);
    case ANY_KEY:
      return everyMember(item, value, found, unwrap);
    case INDEX_ARRAY:
      return subscripts(item, value, found);
    case ANY:
      return anyLevels(item, value, found);
    case FILTER:
      return filter(item, value, found, unwrap);
    case LAST:
      return last(item, found);
    default:
      return executeMethod(item, kind, value, found, unwrap);
  }
}

/** The value of a literal or a variable. */
function literalNode(item: i32, kind: i32): Node {
  if (kind == VARIABLE) return variable(item);
  if (kind == STRING_ITEM) return node(STRING, textOf(item), textLengthOf(item));
  if (kind == NUMERIC_ITEM) return node(NUMERIC, numericOf(item), numericLengthOf(item));
  if (kind == NULL_ITEM) return node(NULL, 0, 0);
  return node(load<u8>(contentOf(item)) != 0 ? TRUE_VALUE : FALSE_VALUE, 0, 0);
}

function literal(item: i32, kind: i32, found: usize): i32 {
  const next = nextOf(item);
  // Whether there is such a variable is asked even where nobody wants the value.
  if (next < 0 && found == 0 && kind != VARIABLE) return OK;
  const container = baseContainer;
  const id = baseId;
  const result = goOn(next, literalNode(item, kind), found);
  setBase(container, id);
  return result;
}

function rootItem(item: i32, found: usize): i32 {
  const container = baseContainer;
  const id = baseId;
  setBaseTo(root, 0);
  const result = goOn(nextOf(item), root, found);
  setBase(container, id);
  return result;
}

/** The result of a predicate as a value. */
function predicateItem(item: i32, value: Node, found: usize): i32 {
  const holds = booleanItem(item, value);
  const next = nextOf(item);
  if (next < 0 && found == 0) return OK;
  return goOn(next, node(holds == TRUE ? TRUE_VALUE : holds == FALSE ? FALSE_VALUE : NULL, 0, 0), found);
}

function member(item: i32, value: Node, found: usize, unwrap: bool): i32 {
  if (isObjectNode(value)) {
    if (readField(value.pointer, textOf(item), textLengthOf(item)))
      return goOn(nextOf(item), node(itemType, itemPointer, itemLength), found);
    return ignoreStructure ? NOT_FOUND : raiseKey(ERR_KEY_NOT_FOUND, textOf(item), textLengthOf(item));
  }
  if (unwrap && isArrayNode(value)) return unwrapArray(item, value, found, false);
  return ignoreStructure ? NOT_FOUND : raise(ERR_MEMBER_OF_NON_OBJECT);
}

function everyElement(item: i32, value: Node, found: usize): i32 {
  const next = nextOf(item);
  if (isArrayNode(value)) return unwrapArray(next, value, found, lax);
  if (lax) return goOn(next, value, found);
  return ignoreStructure ? NOT_FOUND : raise(ERR_WILDCARD_ARRAY);
}

function everyMember(item: i32, value: Node, found: usize, unwrap: bool): i32 {
  if (isObjectNode(value)) return anyItem(nextOf(item), value.pointer, found, 1, 1, 1, false, lax);
  if (unwrap && isArrayNode(value)) return unwrapArray(item, value, found, false);
  return ignoreStructure ? NOT_FOUND : raise(ERR_WILDCARD_OBJECT);
}

function filter(item: i32, value: Node, found: usize, unwrap: bool): i32 {
  if (unwrap && isArrayNode(value)) return unwrapArray(item, value, found, false);
  const holds = nestedBoolean(item, value);
  return holds == TRUE ? goOn(nextOf(item), value, found) : NOT_FOUND;
}

function last(item: i32, found: usize): i32 {
  const next = nextOf(item);
  if (next < 0 && found == 0) return OK;
  return goOn(next, numericNode(int4_numeric(arraySize - 1)), found);
}

/** The values that an operand gives; where the path is lax, the elements of its arrays. `found` may be 0 where nothing is unwrapped. */
export function operandValues(item: i32, value: Node, unwrap: bool, found: usize): i32 {
  if (!unwrap || !lax) return execute(item, value, found);
  const whole = newList();
  if (execute(item, value, whole) == ERROR) return ERROR;
  for (let at = firstOf(whole); at != 0; at = nodeAt(at).next) {
    if (isArrayNode(nodeAt(at))) unwrapArray(-1, nodeAt(at), found, false);
    else addTo(found, nodeAt(at));
  }
  return OK;
}
