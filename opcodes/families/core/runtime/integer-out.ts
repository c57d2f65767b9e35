/** Output of smallint, integer and bigint (`utils/adt/numutils.c`). */
import { decimalLength, writeDigits } from './digits';
import { allocate, textResult } from './scratch';

/** bigint → text. */
export function int8out(value: i64): usize {
  const negative = value < 0;
  const magnitude = negative ? 0 - <u64>value : <u64>value;
  const digits = decimalLength(magnitude);
  const length = digits + i32(negative);
  const result = allocate(length);
  if (negative) store<u8>(result, 45);
  writeDigits(result + i32(negative), magnitude, digits);
  return textResult(result, length);
}

/** integer → text. */
export function int4out(value: i32): usize {
  return int8out(value);
}

/** smallint → text. */
export function int2out(value: i32): usize {
  return int8out(value);
}
