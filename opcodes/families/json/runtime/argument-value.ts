/**
 * A value of any type as JSON takes it: by the oid of its type it is a boolean, a number, a moment, a text, json, jsonb, an array, or anything
 * else, which is its text. Texts of numbers and others are made anew each time they are asked for, in scratch memory.
 */
import { argumentI32 } from '../../core/runtime/arguments';
import { isoDateText, isoTimestampText } from '../../core/runtime/datetime-out';
import { float4out, float8out } from '../../core/runtime/float-out';
import { int8out } from '../../core/runtime/integer-out';
import { allocate, textResult } from '../../core/runtime/scratch';
import { isoTimestamptzText } from '../../datetime/runtime/timestamptz-out';
import { numeric_out } from '../../numeric/runtime/print';
import { nameLength } from '../../text/runtime/name';
import { resultLength } from './result';

/** How elements lie in an array, and at bit 21 whether the type is an array's. */
@external('env', 'element_layout')
declare function element_layout(oid: i32): i32;
/** The text of a cell's value; its length is left where `textResult` leaves it. */
@external('env', 'element_out')
declare function element_out(oid: i32, cell: usize): usize;

export const IS_NULL: i32 = 0;
export const IS_BOOLEAN: i32 = 1;
export const IS_NUMBER: i32 = 2;
export const IS_TEXT: i32 = 4;
export const IS_JSON: i32 = 5;
export const IS_JSONB: i32 = 6;
export const IS_ARRAY: i32 = 7;
/** What is printed as its type does it, in quotes. */
export const IS_PRINTED: i32 = 8;

const BOOL: i32 = 16;
const NAME: i32 = 19;
const INT8: i32 = 20;
const INT2: i32 = 21;
const INT4: i32 = 23;
export const TEXT: i32 = 25;
const JSON: i32 = 114;
const FLOAT4: i32 = 700;
const FLOAT8: i32 = 701;
const UNKNOWN: i32 = 705;
const BPCHAR: i32 = 1042;
const VARCHAR: i32 = 1043;
const DATE: i32 = 1082;
const TIMESTAMP: i32 = 1114;
const TIMESTAMPTZ: i32 = 1184;
const NUMERIC: i32 = 1700;
const JSONB: i32 = 3802;

/** What JSON makes of a type. */
function categoryOf(type: i32): i32 {
  if (type == BOOL) return IS_BOOLEAN;
  if (type == INT2 || type == INT4 || type == INT8 || type == FLOAT4 || type == FLOAT8 || type == NUMERIC) return IS_NUMBER;
  if (type == TEXT || type == VARCHAR || type == BPCHAR || type == NAME || type == UNKNOWN) return IS_TEXT;
  if (type == JSON) return IS_JSON;
  if (type == JSONB) return IS_JSONB;
  if (type == DATE || type == TIMESTAMP || type == TIMESTAMPTZ) return IS_PRINTED;
  return ((element_layout(type) >> 21) & 1) != 0 ? IS_ARRAY : IS_PRINTED;
}

/** The number of arguments among the cells: the oids of their types and of the result follow them. */
// @ts-ignore: decorator
@inline
export function argumentCount(n: i32): i32 {
  return (n - 1) >> 1;
}
// @ts-ignore: decorator
@inline
export function typeOf(f: usize, n: i32, i: i32): i32 {
  return argumentI32(f, argumentCount(n) + i);
}
// @ts-ignore: decorator
@inline
export function cellOf(f: usize, i: i32): usize {
  return f + (<usize>i << 4);
}
// @ts-ignore: decorator
@inline
export function pointerIn(cell: usize): usize {
  return <usize>load<u32>(cell);
}
// @ts-ignore: decorator
@inline
export function lengthIn(cell: usize): i32 {
  return load<i32>(cell, 4);
}

export function category(cell: usize, type: i32): i32 {
  return load<i32>(cell, 8) != 0 ? IS_NULL : categoryOf(type);
}

/** Puts a T in the place of the text's first space. */
function withT(text: usize): usize {
  const length = resultLength();
  for (let p = text; p < text + length; p++) {
    if (load<u8>(p) == 32) {
      store<u8>(p, 84);
      break;
    }
  }
  return text;
}

/** A moment with its zone, whose offset JSON wants with minutes: they are put in where the sign and two digits end. */
function zonedMoment(cell: usize): usize {
  const text = isoTimestamptzText(load<i64>(cell));
  const length = resultLength();
  // An infinity begins with a letter or its sign.
  if (<u32>load<u8>(text) - 48 > 9) return text;
  const result = allocate(length + 3);
  memory.copy(result, text, <usize>length);
  // The sign of the offset comes after the time, which comes after the first space.
  let sign = 0;
  while (load<u8>(result + sign) != 32) sign++;
  while (load<u8>(result + sign) != 43 && load<u8>(result + sign) != 45) sign++;
  const end = sign + 3;
  if (end < length && load<u8>(result + end) == 58) return withT(textResult(result, length));
  memory.copy(result + end + 3, text + end, <usize>(length - end));
  store<u8>(result + end, 58);
  store<u16>(result + end, 0x3030, 1);
  return withT(textResult(result, length + 3));
}

/** The text of what is no text itself; its length is left as a result's is. */
export function printed(cell: usize, type: i32): usize {
  switch (type) {
    case INT2:
    case INT4: return int8out(load<i32>(cell));
    case INT8: return int8out(load<i64>(cell));
    case FLOAT4: return float4out(load<f32>(cell));
    case FLOAT8: return float8out(load<f64>(cell));
    case NUMERIC: return numeric_out(pointerIn(cell), lengthIn(cell));
    case DATE: return isoDateText(load<i32>(cell));
    case TIMESTAMP: return withT(isoTimestampText(load<i64>(cell)));
    case TIMESTAMPTZ: return zonedMoment(cell);
    default: return element_out(type, cell);
  }
}

/** The bytes of a text, of which a name has fewer than are stored. */
export function textLength(cell: usize, type: i32): i32 {
  return type == NAME ? nameLength(pointerIn(cell), lengthIn(cell)) : lengthIn(cell);
}

/** NaN and the infinities are no numbers in JSON. */
export function isJsonNumber(text: usize): bool {
  const c = <u32>load<u8>(text);
  return c - 48 < 10 || (c == 45 && <u32>load<u8>(text, 1) - 48 < 10);
}
