/** Casts from jsonb: a number becomes any number, a boolean a boolean, and null null. */
import { detailText, failWithDetail } from '../../core/runtime/detail';
import { resultIsNull } from '../../core/runtime/arguments';
import { textResult } from '../../core/runtime/scratch';
import { numeric_float4, numeric_float8 } from '../../numeric/runtime/float-cast';
import { numeric_int2, numeric_int4, numeric_int8 } from '../../numeric/runtime/integer-cast';
import { FALSE, NULL, NUMERIC, STRING, TRUE, isObject, isScalar } from './container';
import { ERR_CANNOT_CAST } from './errors.generated.ts';
import { itemLength, itemPointer, itemType, readItem } from './item';

function kindName(c: usize): string {
  if (isObject(c)) return 'object';
  if (!isScalar(c)) return 'array';
  return itemType == STRING ? 'string' : itemType == NUMERIC ? 'numeric' : 'boolean';
}

/** Reads the scalar at the root; says whether it has one of two types, or is null. Anything else is an error. */
function readScalar(c: usize, type: u32, other: u32, target: string): bool {
  if (isScalar(c)) {
    readItem(c, 0);
    if (itemType == NULL) {
      resultIsNull();
      return false;
    }
    if (itemType == type || itemType == other) return true;
  }
  detailText(kindName(c));
  detailText(' to type ');
  detailText(target);
  failWithDetail(ERR_CANNOT_CAST);
  return false;
}

export function jsonb_bool(c: usize, length: i32): i32 {
  return readScalar(c, TRUE, FALSE, 'boolean') ? i32(itemType == TRUE) : 0;
}
export function jsonb_numeric(c: usize, length: i32): usize {
  return readScalar(c, NUMERIC, NUMERIC, 'numeric') ? textResult(itemPointer, itemLength) : textResult(0, 0);
}
export function jsonb_int2(c: usize, length: i32): i32 {
  return readScalar(c, NUMERIC, NUMERIC, 'smallint') ? numeric_int2(itemPointer, itemLength) : 0;
}
export function jsonb_int4(c: usize, length: i32): i32 {
  return readScalar(c, NUMERIC, NUMERIC, 'integer') ? numeric_int4(itemPointer, itemLength) : 0;
}
export function jsonb_int8(c: usize, length: i32): i64 {
  return readScalar(c, NUMERIC, NUMERIC, 'bigint') ? numeric_int8(itemPointer, itemLength) : 0;
}
export function jsonb_float4(c: usize, length: i32): f32 {
  return readScalar(c, NUMERIC, NUMERIC, 'real') ? numeric_float4(itemPointer, itemLength) : 0;
}
export function jsonb_float8(c: usize, length: i32): f64 {
  return readScalar(c, NUMERIC, NUMERIC, 'double precision') ? numeric_float8(itemPointer, itemLength) : 0;
}
