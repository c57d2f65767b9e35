/** Sums and products of integers that notice when they leave 64 or 32 bits (`common/int.h`). */

/** Whether the last sum or product did not fit. */
export let overflowed: bool = false;

export function add64(a: i64, b: i64): i64 {
  const sum = a + b;
  overflowed = ((a ^ sum) & (b ^ sum)) < 0;
  return sum;
}

export function sub64(a: i64, b: i64): i64 {
  const difference = a - b;
  overflowed = ((a ^ b) & (a ^ difference)) < 0;
  return difference;
}

export function mul64(a: i64, b: i64): i64 {
  const product = a * b;
  overflowed =
    a == -1 ? b == i64.MIN_VALUE : a != 0 && (product / a != b || (b == -1 && a == i64.MIN_VALUE));
  return product;
}

/** The number as 32 bits. */
export function narrow(value: i64): i32 {
  overflowed = value != <i64>(<i32>value);
  return <i32>value;
}
