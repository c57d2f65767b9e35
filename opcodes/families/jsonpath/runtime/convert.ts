/** The methods that convert: .double(), .bigint(), .integer(), .number(), .decimal(), .boolean() and .string(). */
import { isSpace } from '../../core/runtime/characters';
import { FALSE, NUMERIC, STRING, TRUE } from '../../json/runtime/container';
import { Node, node } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { FALSE_WORD, TRUE_WORD } from '../../json/runtime/words';
import { float8_numeric } from '../../numeric/runtime/float-cast';
import { int4_numeric, int8_numeric } from '../../numeric/runtime/integer-cast';
import { numeric_out } from '../../numeric/runtime/print';
import { isSpecial } from '../../numeric/runtime/stored';
import { cellLength, cellPointer, newCell, reads } from './attempt';
import { ERROR, OK } from './context';
import { decimalModifier } from './decimal-modifier';
import { ERR_METHOD_BOOLEAN, ERR_METHOD_STRING, ERR_METHOD_TEXT, ERR_NOT_FINITE } from './errors.generated.ts';
import { goOn, numericNode } from './execute';
import { isInteger, integerOf } from './integers';
import { BIGINT, BOOLEAN, DECIMAL, DOUBLE, INTEGER, NUMBER } from './kinds';
import { MOMENT, momentText } from './moment';
import { raiseArgument, raiseFor } from './raise';
import { nextOf, operandOf } from './stored';

const INT8: i32 = 20;
const INT4: i32 = 23;
const BOOL: i32 = 16;
const FLOAT8: i32 = 701;
const NUMERIC_TYPE: i32 = 1700;

/** What the value became. */
let converted: Node = changetype<Node>(0);

function become(value: Node): i32 {
  converted = value;
  return OK;
}

/** The value's text where it is a string or a number; says which text is no value of the type. */
function textNode(value: Node): Node {
  if (value.kind == STRING) return value;
  const text = numeric_out(value.pointer, value.length);
  return node(STRING, text, resultLength());
}

function toDouble(value: Node): i32 {
  const text = textNode(value);
  const cell = newCell();
  if (!reads(FLOAT8, text.pointer, text.length, -1, cell))
    return raiseArgument(DOUBLE, text.pointer, text.length, 'double precision');
  const number = load<f64>(cell);
  if (!isFinite<f64>(number)) return raiseFor(ERR_NOT_FINITE, DOUBLE);
  return become(value.kind == NUMERIC ? value : numericNode(float8_numeric(number)));
}

function toInteger(value: Node, kind: i32, type: i32, name: string, low: i64, high: i64): i32 {
  let number: i64 = 0;
  if (value.kind == NUMERIC) {
    number = integerOf(value.pointer, value.length, low, high);
    if (!isInteger) {
      const text = textNode(value);
      return raiseArgument(kind, text.pointer, text.length, name);
    }
  } else {
    const cell = newCell();
    if (!reads(type, value.pointer, value.length, -1, cell)) return raiseArgument(kind, value.pointer, value.length, name);
    number = type == INT4 ? <i64>load<i32>(cell) : load<i64>(cell);
  }
  return become(numericNode(type == INT4 ? int4_numeric(<i32>number) : int8_numeric(number)));
}

/** A string must be a boolean without white space around it. */
function readsBoolean(value: Node, cell: usize): bool {
  const length = value.length;
  if (length == 0 || isSpace(load<u8>(value.pointer)) || isSpace(load<u8>(value.pointer + length - 1))) return false;
  return reads(BOOL, value.pointer, length, -1, cell);
}

function toBoolean(value: Node): i32 {
  if (value.kind == TRUE || value.kind == FALSE) return become(value);
  if (value.kind != STRING && value.kind != NUMERIC) return raiseFor(ERR_METHOD_BOOLEAN, BOOLEAN);
  const cell = newCell();
  const text = textNode(value);
  const read = value.kind == STRING ? readsBoolean(value, cell) : reads(INT4, text.pointer, text.length, -1, cell);
  if (!read) return raiseArgument(BOOLEAN, text.pointer, text.length, 'boolean');
  return become(node(load<i32>(cell) != 0 ? TRUE : FALSE, 0, 0));
}

function toNumber(item: i32, value: Node, kind: i32): i32 {
  const text = textNode(value);
  let number = value;
  if (value.kind == STRING) {
    const cell = newCell();
    if (!reads(NUMERIC_TYPE, text.pointer, text.length, -1, cell)) return raiseArgument(kind, text.pointer, text.length, 'numeric');
    number = node(NUMERIC, cellPointer(cell), cellLength(cell));
  }
  if (isSpecial(number.pointer)) return raiseFor(ERR_NOT_FINITE, kind);
  if (kind == DECIMAL && operandOf(item, 0) >= 0) {
    const modifier = decimalModifier(item);
    if (modifier < 0) return ERROR;
    const cell = newCell();
    if (!reads(NUMERIC_TYPE, text.pointer, text.length, modifier, cell))
      return raiseArgument(kind, text.pointer, text.length, 'numeric');
    number = node(NUMERIC, cellPointer(cell), cellLength(cell));
  }
  return become(number);
}

function toText(value: Node, kind: i32): i32 {
  if (value.kind == STRING || value.kind == NUMERIC) return become(textNode(value));
  if (value.kind == MOMENT) return become(momentText(value, false));
  if (value.kind == TRUE) return become(node(STRING, TRUE_WORD, 4));
  if (value.kind == FALSE) return become(node(STRING, FALSE_WORD, 5));
  return raiseFor(ERR_METHOD_STRING, kind);
}

function conversion(item: i32, kind: i32, value: Node): i32 {
  if (kind == BOOLEAN) return toBoolean(value);
  if (kind != DOUBLE && kind != BIGINT && kind != INTEGER && kind != NUMBER && kind != DECIMAL) return toText(value, kind);
  if (value.kind != STRING && value.kind != NUMERIC) return raiseFor(ERR_METHOD_TEXT, kind);
  if (kind == DOUBLE) return toDouble(value);
  if (kind == BIGINT) return toInteger(value, kind, INT8, 'bigint', i64.MIN_VALUE, i64.MAX_VALUE);
  if (kind == INTEGER) return toInteger(value, kind, INT4, 'integer', i32.MIN_VALUE, i32.MAX_VALUE);
  return toNumber(item, value, kind);
}

export function convert(item: i32, kind: i32, value: Node, found: usize): i32 {
  const result = conversion(item, kind, value);
  return result == ERROR ? ERROR : goOn(nextOf(item), converted, found);
}
