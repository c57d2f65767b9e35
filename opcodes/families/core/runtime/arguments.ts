/**
 * The arguments of a function that is called with their cells (PostgreSQL's `fcinfo`): 16 bytes each, the value in the first 8 (of a text
 * the pointer and, 4 bytes on, the length), and at 8 an i32 that is 1 when the argument is null. And the two results beside the value.
 */
const RESULT_IS_NULL: usize = 64;

// @ts-ignore: decorator
@inline
export function argumentIsNull(args: usize, n: i32): bool {
  return load<i32>(args + (n << 4), 8) != 0;
}
// @ts-ignore: decorator
@inline
export function argumentI32(args: usize, n: i32): i32 {
  return load<i32>(args + (n << 4));
}
// @ts-ignore: decorator
@inline
export function argumentI64(args: usize, n: i32): i64 {
  return load<i64>(args + (n << 4));
}
// @ts-ignore: decorator
@inline
export function argumentF64(args: usize, n: i32): f64 {
  return load<f64>(args + (n << 4));
}
// @ts-ignore: decorator
@inline
export function argumentPointer(args: usize, n: i32): usize {
  return load<u32>(args + (n << 4));
}
// @ts-ignore: decorator
@inline
export function argumentLength(args: usize, n: i32): i32 {
  return load<i32>(args + (n << 4), 4);
}

/** Says that the function's result is null; whatever it then returns is not read. */
// @ts-ignore: decorator
@inline
export function resultIsNull(): void {
  store<i32>(RESULT_IS_NULL, 1);
}

/** Whether the function that this one called said so; what it said does not count for this one. */
export function calledGaveNull(): bool {
  const isNull = load<i32>(RESULT_IS_NULL) != 0;
  store<i32>(RESULT_IS_NULL, 0);
  return isNull;
}
