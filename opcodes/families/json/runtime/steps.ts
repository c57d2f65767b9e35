/** A path into a value: each step has a key (0 if it is none) and an index (the least integer if it is none). */
import { allocate } from '../../core/runtime/scratch';
import { integerOf } from './index-text';
import { beginElements, elementLength, elementPointer, nextElement } from './text-array';

export const NO_INDEX: i32 = i32.MIN_VALUE;

const STEP: i32 = 12;
const KEY_LENGTH: usize = 4;
const INDEX: usize = 8;
let steps: usize = 0;
export let stepCount: i32 = 0;
/** A step after the first counts from the end. */
export let countsFromEnd: bool = false;

/** Begins a path of at most `count` steps. */
function beginPath(count: i32): void {
  steps = allocate(count * STEP);
  stepCount = 0;
  countsFromEnd = false;
}

function addStep(key: usize, keyLength: i32, index: i32): void {
  if (stepCount > 0 && index < 0 && index != NO_INDEX) countsFromEnd = true;
  const step = steps + <usize>(stepCount++ * STEP);
  store<u32>(step, <u32>key);
  store<i32>(step, keyLength, KEY_LENGTH);
  store<i32>(step, index, INDEX);
}

/** An empty key has an address too. */
// @ts-ignore: decorator
@inline
function addKey(key: usize, keyLength: i32, index: i32): void {
  addStep(key != 0 ? key : 1, keyLength, index);
}

/** A path of one key. */
export function keyPath(key: usize, keyLength: i32): void {
  beginPath(1);
  addKey(key, keyLength, NO_INDEX);
}

/** A path of one index. */
export function indexPath(index: i32): void {
  beginPath(1);
  addStep(0, 0, index);
}

/** A path of the elements of an array, which are keys in objects and indexes in arrays; false if one is null (its key is 0). */
export function arrayPath(array: usize): bool {
  beginPath(beginElements(array));
  let complete = true;
  while (nextElement()) {
    if (elementPointer == 0) {
      complete = false;
      addStep(0, 0, NO_INDEX);
    } else {
      addKey(elementPointer, elementLength, integerOf(elementPointer, elementLength));
    }
  }
  return complete;
}

// @ts-ignore: decorator
@inline
export function stepKey(i: i32): usize {
  return load<u32>(steps + <usize>(i * STEP));
}
// @ts-ignore: decorator
@inline
export function stepKeyLength(i: i32): i32 {
  return load<i32>(steps + <usize>(i * STEP), KEY_LENGTH);
}
// @ts-ignore: decorator
@inline
export function stepIndex(i: i32): i32 {
  return load<i32>(steps + <usize>(i * STEP), INDEX);
}

export function setStepIndex(i: i32, index: i32): void {
  store<i32>(steps + <usize>(i * STEP), index, INDEX);
}

/** The step as an integer; whether it is one is in `isInteger`. */
export function integerStep(i: i32): i32 {
  return integerOf(stepKey(i), stepKeyLength(i));
}
