/** Three-way comparisons: -1, 0 or 1, but the difference where PostgreSQL gives that; NaN is equal to itself and greater than every number. */

function integers(a: i64, b: i64): i32 {
  return <i32>(a > b) - <i32>(a < b);
}

function floats(a: f64, b: f64): i32 {
  if (a != a) return b != b ? 0 : 1;
  if (b != b) return -1;
  return <i32>(a > b) - <i32>(a < b);
}

/** false is less. */
export function btboolcmp(a: i32, b: i32): i32 {
  return a - b;
}
/** The difference. */
export function btint2cmp(a: i32, b: i32): i32 {
  return a - b;
}
/** Two integers. */
export function btint4cmp(a: i32, b: i32): i32 {
  return integers(a, b);
}
/** Two integers. */
export function btint8cmp(a: i64, b: i64): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint24cmp(a: i32, b: i32): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint28cmp(a: i32, b: i64): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint42cmp(a: i32, b: i32): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint48cmp(a: i32, b: i64): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint82cmp(a: i64, b: i32): i32 {
  return integers(a, b);
}
/** Integers of two widths. */
export function btint84cmp(a: i64, b: i32): i32 {
  return integers(a, b);
}
/** Two floats. */
export function btfloat4cmp(a: f32, b: f32): i32 {
  return floats(a, b);
}
/** Two floats. */
export function btfloat8cmp(a: f64, b: f64): i32 {
  return floats(a, b);
}
/** Floats of two widths. */
export function btfloat48cmp(a: f32, b: f64): i32 {
  return floats(a, b);
}
/** Floats of two widths. */
export function btfloat84cmp(a: f64, b: f32): i32 {
  return floats(a, b);
}

/** The greater. */
export function int2larger(a: i32, b: i32): i32 {
  return max(a, b);
}
/** The lesser. */
export function int2smaller(a: i32, b: i32): i32 {
  return min(a, b);
}
/** The greater. */
export function int4larger(a: i32, b: i32): i32 {
  return max(a, b);
}
/** The lesser. */
export function int4smaller(a: i32, b: i32): i32 {
  return min(a, b);
}
/** The greater. */
export function int8larger(a: i64, b: i64): i64 {
  return max(a, b);
}
/** The lesser. */
export function int8smaller(a: i64, b: i64): i64 {
  return min(a, b);
}
/** The greater; of equal ones the second, as float4larger has it. */
export function float4larger(a: f32, b: f32): f32 {
  return floats(a, b) > 0 ? a : b;
}
/** The lesser; of equal ones the second. */
export function float4smaller(a: f32, b: f32): f32 {
  return floats(a, b) < 0 ? a : b;
}
