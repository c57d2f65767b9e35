/** Values of enums: numbers in the order of the labels, which the host keeps (src/catalog/declared-types.ts). */
import { argumentI32, resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';

@external('env', 'enum_value')
declare function enum_value(oid: i32, text: usize, length: i32): i32;
@external('env', 'enum_label')
declare function enum_label(value: i32, at: usize): i32;
@external('env', 'enum_bound')
declare function enum_bound(oid: i32, isLast: i32): i32;

/** A label has at most 63 bytes. */
const LONGEST: i32 = 64;

/** label → value. */
export function enum_in(text: usize, length: i32, oid: i32): i32 {
  return enum_value(oid, text, length);
}

/** value → label. */
export function enum_out(a: i32): usize {
  const text = allocate(LONGEST);
  return textResult(text, enum_label(a, text));
}

function bound(oid: i32, isLast: i32): i32 {
  const value = enum_bound(oid, isLast);
  if (value == 0) resultIsNull();
  return value;
}

/** The first value of the argument's type. */
export function enum_first(f: usize, _n: i32): i32 {
  return bound(argumentI32(f, 1), 0);
}

/** The last value of the argument's type. */
export function enum_last(f: usize, _n: i32): i32 {
  return bound(argumentI32(f, 1), 1);
}

/** -1, 0 or 1. */
export function enum_cmp(a: i32, b: i32): i32 {
  return i32(a > b) - i32(a < b);
}

/** The one that comes first. */
export function enum_smaller(a: i32, b: i32): i32 {
  return min(a, b);
}

/** The one that comes last. */
export function enum_larger(a: i32, b: i32): i32 {
  return max(a, b);
}
