/** The two primitives of WebAssembly that JavaScript cannot write as an expression. */

/** `f64.nearest`: rounds half to even. Adding and taking away 2^52 leaves no bits behind the point. */
export function nearest(x: number): number {
  const magic = 4503599627370496;
  if (!(Math.abs(x) < magic)) return x;
  const rounded = x < 0 ? x - magic + magic : x + magic - magic;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}

/**
 * `f32.convert_i64_s`: rounds once. A BigInt beyond 53 bits would be rounded twice on its way through a double, so its low bits
 * are first gathered into one sticky bit, which a float's rounding sees but cannot be moved by.
 */
export function convertToF32(x: bigint): number {
  const magnitude = x < 0n ? -x : x;
  if (magnitude < 1n << 53n) return Math.fround(Number(x));
  const sticky = (magnitude & 0x7ffn) === 0n ? 0n : 0x800n;
  const gathered = Number((magnitude & ~0x7ffn) | sticky);
  return Math.fround(x < 0n ? -gathered : gathered);
}
