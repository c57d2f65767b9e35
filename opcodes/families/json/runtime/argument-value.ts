/**
 * A function's argument of any type as JSON takes it: by the oid of its type it is a boolean, a number, a date, a text, json or jsonb. The
 * texts of numbers and dates are made anew each time they are asked for, in scratch memory.
 */
import { argumentF64, argumentI32, argumentI64, argumentIsNull, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { date_out, timestamp_out } from '../../core/runtime/datetime-out';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { float4out, float8out } from '../../core/runtime/float-out';
import { int8out } from '../../core/runtime/integer-out';
import { numeric_out } from '../../numeric/runtime/print';
import { nameLength } from '../../text/runtime/name';
import { ERR_TYPE_NOT_SUPPORTED } from './errors.generated.ts';
import { resultLength } from './result';

export const IS_NULL: i32 = 0;
export const IS_BOOLEAN: i32 = 1;
export const IS_NUMBER: i32 = 2;
export const IS_DATE: i32 = 3;
export const IS_TEXT: i32 = 4;
export const IS_JSON: i32 = 5;
export const IS_JSONB: i32 = 6;

const BOOL: i32 = 16;
const NAME: i32 = 19;
const INT8: i32 = 20;
const INT2: i32 = 21;
const INT4: i32 = 23;
const TEXT: i32 = 25;
const JSON: i32 = 114;
const FLOAT4: i32 = 700;
const FLOAT8: i32 = 701;
const UNKNOWN: i32 = 705;
const BPCHAR: i32 = 1042;
const VARCHAR: i32 = 1043;
const DATE: i32 = 1082;
const TIMESTAMP: i32 = 1114;
const NUMERIC: i32 = 1700;
const JSONB: i32 = 3802;

/** What JSON makes of a type; other types are refused. */
function categoryOf(type: i32): i32 {
  if (type == BOOL) return IS_BOOLEAN;
  if (type == INT2 || type == INT4 || type == INT8 || type == FLOAT4 || type == FLOAT8 || type == NUMERIC) return IS_NUMBER;
  if (type == DATE || type == TIMESTAMP) return IS_DATE;
  if (type == TEXT || type == VARCHAR || type == BPCHAR || type == NAME || type == UNKNOWN) return IS_TEXT;
  if (type == JSON) return IS_JSON;
  if (type == JSONB) return IS_JSONB;
  detailNumber(type);
  failWithDetail(ERR_TYPE_NOT_SUPPORTED);
  return IS_NULL;
}

/** The number of arguments among the cells: the oids of their types and of the result follow them. */
// @ts-ignore: decorator
@inline
export function argumentCount(n: i32): i32 {
  return (n - 1) >> 1;
}

export function category(f: usize, n: i32, i: i32): i32 {
  return argumentIsNull(f, i) ? IS_NULL : categoryOf(argumentI32(f, argumentCount(n) + i));
}

/** The text of a number or a date, whose separator JSON wants to be a T; its length is left as a result's is. */
export function printed(f: usize, n: i32, i: i32): usize {
  const type = argumentI32(f, argumentCount(n) + i);
  if (type == INT8) return int8out(argumentI64(f, i));
  if (type == FLOAT4) return float4out(load<f32>(f + (<usize>i << 4)));
  if (type == FLOAT8) return float8out(argumentF64(f, i));
  if (type == NUMERIC) return numeric_out(argumentPointer(f, i), argumentLength(f, i));
  if (type == DATE) return date_out(argumentI32(f, i));
  if (type != TIMESTAMP) return int8out(argumentI32(f, i));
  const text = timestamp_out(argumentI64(f, i));
  const length = resultLength();
  for (let p = text; p < text + length; p++) {
    if (load<u8>(p) == 32) {
      store<u8>(p, 84);
      break;
    }
  }
  return text;
}

/** The bytes of a text, of which a name has fewer than are stored. */
export function textLength(f: usize, n: i32, i: i32): i32 {
  const length = argumentLength(f, i);
  return argumentI32(f, argumentCount(n) + i) == NAME ? nameLength(argumentPointer(f, i), length) : length;
}

/** NaN and the infinities are no numbers in JSON. */
export function isJsonNumber(text: usize): bool {
  const c = <u32>load<u8>(text);
  return c - 48 < 10 || (c == 45 && <u32>load<u8>(text, 1) - 48 < 10);
}
