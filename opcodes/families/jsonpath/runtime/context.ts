/** What the evaluation of a path knows (JsonPathExecContext of utils/adt/jsonpath_exec.c). One path is evaluated at a time. */
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { countWork } from '../../core/runtime/work';
import { CONTAINER } from '../../json/runtime/container';
import { valueOf } from '../../json/runtime/members';
import { Node, addMember, node, nodeAt } from '../../json/runtime/node';
import { ERR_TOO_DEEP, ERR_TOO_MANY_STEPS } from './errors.generated.ts';
import { lax } from './stored';
import { openVariables } from './variables';

/** What came of an item. */
export const OK: i32 = 0;
export const NOT_FOUND: i32 = 1;
export const ERROR: i32 = 2;

/** What came of a predicate. */
export const FALSE: i32 = 0;
export const TRUE: i32 = 1;
export const UNKNOWN: i32 = 2;

const MOST_STEPS: i32 = 20_000_000;
/** In units of work. */
const STEP: u64 = 40;
const MOST_DEPTH: i32 = 1_200;

/** The value that `$` is, and the one that `@` is. */
export let root: Node = changetype<Node>(0);
export let current: Node = changetype<Node>(0);
/** Errors in the structure of the value are no errors. */
export let ignoreStructure: bool = false;
/** Errors are raised; else they are results. */
export let throwing: bool = false;
/** The session's time zone may be used. */
export let zoned: bool = false;
/** The size of the array whose subscripts are computed; -1 outside of subscripts. */
export let arraySize: i32 = -1;
/** The value that the ids of keyvalue() count from: its container, or 0, and its number. */
export let baseContainer: usize = 0;
export let baseId: i32 = 0;
let generated: i32 = 0;
let steps: i32 = 0;
let depth: i32 = 0;

export function setCurrent(value: Node): void {
  current = value;
}
export function setIgnoreStructure(value: bool): void {
  ignoreStructure = value;
}
export function setThrowing(value: bool): void {
  throwing = value;
}
export function setZoned(value: bool): void {
  zoned = value;
}
export function setArraySize(size: i32): void {
  arraySize = size;
}
export function setBase(container: usize, id: i32): void {
  baseContainer = container;
  baseId = id;
}
export function setBaseTo(value: Node, id: i32): void {
  setBase(value.kind == CONTAINER ? value.pointer : 0, id);
}
/** The next number of a value that the path itself makes. */
export function nextGenerated(): i32 {
  return generated++;
}

/** Begins with a value and the variables, of which there may be none. */
export function beginEvaluation(target: usize, length: i32, vars: usize, throws: bool): void {
  generated = 1 + openVariables(vars);
  root = valueOf(target, length);
  current = root;
  ignoreStructure = lax;
  throwing = throws;
  arraySize = -1;
  setBase(0, 0);
  steps = 0;
  depth = 0;
}

/** Counts a step that goes deeper; each has its `leave`. */
export function enter(): void {
  countWork(STEP);
  if (++depth > MOST_DEPTH) fail(ERR_TOO_DEEP);
  if (++steps > MOST_STEPS) fail(ERR_TOO_MANY_STEPS);
}
// @ts-ignore: decorator
@inline
export function leave(): void {
  depth--;
}

/** A list of values in scratch memory; a place for none, 0, asks only whether there is one. */
export function newList(): usize {
  return changetype<usize>(node(0, 0, 0));
}
export function lengthOf(list: usize): i32 {
  return nodeAt(list).count;
}
export function firstOf(list: usize): usize {
  return nodeAt(list).first;
}
/** Adds a copy of the value, because a node is in one list. */
export function addTo(list: usize, value: Node): void {
  addMember(nodeAt(list), node(value.kind, value.pointer, value.length));
}

/** A mark, to which memory can be given back by `giveBackTo` if nothing was added to the list meanwhile. */
export function markFor(): usize {
  return allocate(0);
}
export function giveBackTo(mark: usize, list: usize, lengthBefore: i32): void {
  if (list == 0 || lengthOf(list) == lengthBefore) shrinkTo(mark);
}
