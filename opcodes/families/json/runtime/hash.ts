/** PostgreSQL's hash of jsonb: of the scalars in their order, and of what contains them. */
import { hashOfBytes, seededHashOfBytes, seededHashOfNumber } from '../../text/runtime/lookup3';
import { hash_numeric, hash_numeric_extended } from '../../numeric/runtime/hash';
import { ARRAY_FLAG, CONTAINER, NULL, NUMERIC, OBJECT_FLAG, STRING, TRUE, countOf, isObject } from './container';
import { checkDepth } from './depth';
import { itemLength, itemPointer, itemType, readAt } from './item';

let state: u32 = 0;
let wideState: u64 = 0;

function hashScalar(): void {
  let value: u32 = 0;
  if (itemType == NULL) value = 1;
  else if (itemType == STRING) value = hashOfBytes(itemPointer, itemLength);
  else if (itemType == NUMERIC) value = hash_numeric(itemPointer, itemLength);
  else value = itemType == TRUE ? 2 : 4;
  state = rotl<u32>(state, 1) ^ value;
}

function hashScalarWide(seed: i64): void {
  let value: u64 = 0;
  if (itemType == NULL) value = <u64>seed + 1;
  else if (itemType == STRING) value = seededHashOfBytes(itemPointer, itemLength, seed);
  else if (itemType == NUMERIC) value = hash_numeric_extended(itemPointer, itemLength, seed);
  else if (seed != 0) value = seededHashOfNumber(i32(itemType == TRUE), seed);
  else value = itemType == TRUE ? 2 : 4;
  // Each half is rotated by itself.
  wideState = ((<u64>rotl<u32>(<u32>(wideState >> 32), 1) << 32) | <u64>rotl<u32>(<u32>wideState, 1)) ^ value;
}

function hashItem(wide: bool, seed: i64, depth: i32): void {
  if (itemType == CONTAINER) hashContainer(itemPointer, wide, seed, depth + 1);
  else if (wide) hashScalarWide(seed);
  else hashScalar();
}

function hashContainer(c: usize, wide: bool, seed: i64, depth: i32): void {
  checkDepth(depth);
  const object = isObject(c);
  const count = countOf(c);
  const flag = object ? OBJECT_FLAG : ARRAY_FLAG;
  state ^= flag;
  wideState ^= (<u64>flag << 32) | <u64>flag;
  let key: u32 = 0;
  let value: u32 = 0;
  if (object) for (let i = 0; i < count; i++) value = readAt(c, i, value);
  for (let i = 0; i < count; i++) {
    if (object) {
      key = readAt(c, i, key);
      hashItem(wide, seed, depth);
    }
    value = readAt(c, object ? count + i : i, value);
    hashItem(wide, seed, depth);
  }
}

export function jsonb_hash(c: usize, length: i32): i32 {
  if (countOf(c) == 0) return 0;
  state = 0;
  hashContainer(c, false, 0, 0);
  return <i32>state;
}

export function jsonb_hash_extended(c: usize, length: i32, seed: i64): i64 {
  if (countOf(c) == 0) return seed;
  wideState = 0;
  hashContainer(c, true, seed, 0);
  return <i64>wideState;
}
