/** Shifts; WebAssembly takes the count modulo the width, as the processors do for which PostgreSQL's C code is compiled. */

/** The lower 16 bits of what is shifted in 32. */
export function int2shl(a: i32, b: i32): i32 {
  return <i32>(<i16>(a << b));
}

/** The sign is repeated. */
export function int2shr(a: i32, b: i32): i32 {
  return a >> b;
}

/** The bits beyond the highest are lost. */
export function int4shl(a: i32, b: i32): i32 {
  return a << b;
}

/** The sign is repeated. */
export function int4shr(a: i32, b: i32): i32 {
  return a >> b;
}

/** The bits beyond the highest are lost. */
export function int8shl(a: i64, b: i32): i64 {
  return a << <i64>b;
}

/** The sign is repeated. */
export function int8shr(a: i64, b: i32): i64 {
  return a >> <i64>b;
}
