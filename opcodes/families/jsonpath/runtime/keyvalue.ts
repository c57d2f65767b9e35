/** `.keyvalue()`: the pairs of an object, each as an object with its key, its value and a number of the object (executeKeyValueMethod). */
import { allocate } from '../../core/runtime/scratch';
import { CONTAINER, NUMERIC, STRING, countOf } from '../../json/runtime/container';
import { itemLength, itemPointer, readAt } from '../../json/runtime/item';
import { NEW_OBJECT, Node, addPair, itemNode, node } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { jsonbResult } from '../../json/runtime/write';
import { int8_numeric } from '../../numeric/runtime/integer-cast';
import { ERROR, NOT_FOUND, OK, baseContainer, baseId, nextGenerated, setBase } from './context';
import { ERR_METHOD_OF_NON_OBJECT } from './errors.generated.ts';
import { goOn, isObjectNode } from './execute';
import { KEYVALUE } from './kinds';
import { raiseFor } from './raise';
import { nextOf } from './stored';

const KEY_WORD = memory.data<u8>([107, 101, 121]);
const VALUE_WORD = memory.data<u8>([118, 97, 108, 117, 101]);
const ID_WORD = memory.data<u8>([105, 100]);
/** Ids of values in one object are less than this. */
const IDS: i64 = 10_000_000_000;

function pairObject(key: usize, keyLength: i32, value: Node, id: i64): Node {
  const mark = allocate(0);
  const object = node(NEW_OBJECT, 0, 0);
  const number = int8_numeric(id);
  const idNode = node(NUMERIC, number, resultLength());
  addPair(object, KEY_WORD, 3, node(STRING, key, keyLength));
  addPair(object, VALUE_WORD, 5, value);
  addPair(object, ID_WORD, 2, idNode);
  const made = jsonbResult(object, mark);
  return node(CONTAINER, made, resultLength());
}

export function keyValue(item: i32, value: Node, found: usize): i32 {
  if (!isObjectNode(value)) return raiseFor(ERR_METHOD_OF_NON_OBJECT, KEYVALUE);
  const c = value.pointer;
  const count = countOf(c);
  if (count == 0) return NOT_FOUND;
  const next = nextOf(item);
  if (next < 0 && found == 0) return OK;
  const container = baseContainer;
  const baseNumber = baseId;
  const id = <i64>(<i32>(c - container)) + <i64>baseNumber * IDS;
  let key: u32 = 0;
  let place: u32 = 0;
  for (let i = 0; i < count; i++) place = readAt(c, i, place);
  let result = OK;
  for (let i = 0; i < count; i++) {
    key = readAt(c, i, key);
    const name = itemPointer;
    const nameLength = itemLength;
    place = readAt(c, count + i, place);
    const pair = pairObject(name, nameLength, itemNode(), id);
    setBase(pair.pointer, nextGenerated());
    result = goOn(next, pair, found);
    setBase(container, baseNumber);
    if (result == ERROR || (result == OK && found == 0)) break;
  }
  return result;
}
