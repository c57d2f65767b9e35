/** + - * / % of a path, and its signs. */
import { fail } from '../../core/runtime/raise';
import { NUMERIC } from '../../json/runtime/container';
import { Node, node, nodeAt } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { numeric_add, numeric_div, numeric_mod, numeric_mul, numeric_sub } from '../../numeric/runtime/arithmetic';
import { headerOf, isSpecial, weightOf } from '../../numeric/runtime/stored';
import { numeric_uminus } from '../../numeric/runtime/unary';
import { cellLength, cellPointer, computes, newCell } from './attempt';
import { ERROR, NOT_FOUND, OK, firstOf, lengthOf, newList, throwing } from './context';
import { ERR_LEFT_OPERAND, ERR_RIGHT_OPERAND, ERR_SIGN_OPERAND, ERR_STACK } from './errors.generated.ts';
import { goOn, operandValues } from './execute';
import { ADD, DIV, MINUS, MOD, MUL, SUB } from './kinds';
import { raiseFor } from './raise';
import { nextOf, operandOf } from './stored';

/** The number of `jsonpath_arithmetic` among all functions: the first of the family 12. */
const ARITHMETIC_NUMBER: i32 = 12 * 512;
/** Numbers of fewer digits than four times this cannot overflow. */
const SMALL_WEIGHT: i32 = 4000;

/** The operator of that kind on two numbers. */
export function jsonpath_arithmetic(kind: i32, a: usize, aLength: i32, b: usize, bLength: i32): usize {
  switch (kind) {
    case ADD: return numeric_add(a, aLength, b, bLength);
    case SUB: return numeric_sub(a, aLength, b, bLength);
    case MUL: return numeric_mul(a, aLength, b, bLength);
    case DIV: return numeric_div(a, aLength, b, bLength);
    case MOD: return numeric_mod(a, aLength, b, bLength);
    default: {
      fail(ERR_STACK);
      return 0;
    }
  }
}

function isSmall(value: Node): bool {
  if (isSpecial(value.pointer)) return false;
  const weight = weightOf(value.pointer, headerOf(value.pointer));
  return weight < SMALL_WEIGHT && weight > -SMALL_WEIGHT && value.length < SMALL_WEIGHT;
}

/** The result; 0 for an error that is silent. Only division and very long numbers can fail. */
function compute(kind: i32, left: Node, right: Node): usize {
  const safe = (kind == ADD || kind == SUB || kind == MUL) && isSmall(left) && isSmall(right);
  if (throwing || safe) {
    const result = jsonpath_arithmetic(kind, left.pointer, left.length, right.pointer, right.length);
    return changetype<usize>(node(NUMERIC, result, resultLength()));
  }
  const cell = newCell();
  if (!computes(ARITHMETIC_NUMBER, kind, left.pointer, left.length, right.pointer, right.length, cell)) return 0;
  return changetype<usize>(node(NUMERIC, cellPointer(cell), cellLength(cell)));
}

/** The list's only value, where it is a number; else 0. */
function onlyNumber(list: usize): usize {
  const only = firstOf(list);
  return lengthOf(list) == 1 && nodeAt(only).kind == NUMERIC ? only : 0;
}

export function binaryArithmetic(item: i32, kind: i32, value: Node, found: usize): i32 {
  const lefts = newList();
  if (operandValues(operandOf(item, 0), value, true, lefts) == ERROR) return ERROR;
  const rights = newList();
  if (operandValues(operandOf(item, 1), value, true, rights) == ERROR) return ERROR;
  const left = onlyNumber(lefts);
  if (left == 0) return raiseFor(ERR_LEFT_OPERAND, kind);
  const right = onlyNumber(rights);
  if (right == 0) return raiseFor(ERR_RIGHT_OPERAND, kind);
  const result = compute(kind, nodeAt(left), nodeAt(right));
  if (result == 0) return ERROR;
  const next = nextOf(item);
  return next < 0 && found == 0 ? OK : goOn(next, nodeAt(result), found);
}

export function unaryArithmetic(item: i32, kind: i32, value: Node, found: usize): i32 {
  const list = newList();
  if (operandValues(operandOf(item, 0), value, true, list) == ERROR) return ERROR;
  const next = nextOf(item);
  const unwanted = next < 0 && found == 0;
  let result = NOT_FOUND;
  for (let at = firstOf(list); at != 0; at = nodeAt(at).next) {
    let number = nodeAt(at);
    if (unwanted) {
      if (number.kind == NUMERIC) return OK;
      continue;
    }
    if (number.kind != NUMERIC) return raiseFor(ERR_SIGN_OPERAND, kind);
    if (kind == MINUS) {
      const negated = numeric_uminus(number.pointer, number.length);
      number = node(NUMERIC, negated, resultLength());
    }
    const came = goOn(next, number, found);
    if (came == ERROR) return ERROR;
    if (came != OK) continue;
    if (found == 0) return OK;
    result = OK;
  }
  return result;
}
