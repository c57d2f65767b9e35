/** sin(πx) for x > 2^-100, as musl's functions of gamma take it; where it is 0 its sign means nothing. */
export function sineOfPi(x: f64): f64 {
  const half = x * 0.5;
  const turn = 2.0 * (half - floor<f64>(half));
  const quarter = (<i32>(4 * turn) + 1) / 2;
  const angle = (turn - <f64>quarter * 0.5) * Math.PI;
  if (quarter == 1) return NativeMath.cos(angle);
  if (quarter == 2) return NativeMath.sin(-angle);
  return quarter == 3 ? -NativeMath.cos(angle) : NativeMath.sin(angle);
}
