/**
 * Sine, cosine and tangent as musl computes them. For numbers of usual size AssemblyScript's are the same; for huge ones it reduces them
 * with fewer bits, so they are reduced here and go through musl's __sin.c, __cos.c and __tan.c.
 */
import { reduceHuge, remainder, remainderTail } from './pi-over-two';

/** 2^20 π/2, in the high word of a number. */
const HUGE: u32 = 0x413921fb;

function isHuge(x: f64): bool {
  const high = <u32>(reinterpret<u64>(x) >> 32) & 0x7fffffff;
  return high >= HUGE && high < 0x7ff00000;
}

function sineOf(x: f64, y: f64): f64 {
  const z = x * x;
  const w = z * z;
  const r = 8.33333333332248946124e-3 + z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6) +
    z * w * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10);
  const v = z * x;
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
}

function cosineOf(x: f64, y: f64): f64 {
  const z = x * x;
  const w = z * z;
  const r = z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5)) +
    w * w * (-2.75573143513906633035e-7 + z * (2.08757232129817482790e-9 + z * -1.13596475577881948265e-11));
  const half = 0.5 * z;
  const rest = 1.0 - half;
  return rest + (1.0 - rest - half + (z * r - x * y));
}

const highWordOf = (x: f64): f64 => reinterpret<f64>(reinterpret<u64>(x) & 0xffffffff00000000);

/** The tangent, or where the quarter is odd -1 / tangent. */
function tangentOf(x: f64, y: f64, odd: bool): f64 {
  const near = abs(x) >= reinterpret<f64>(0x3fe5942800000000);
  const negative = x < 0;
  if (near) {
    if (negative) {
      x = -x;
      y = -y;
    }
    x = 7.85398163397448278999e-1 - x + (3.06161699786838301793e-17 - y);
    y = 0.0;
  }
  const z = x * x;
  const w = z * z;
  let r = 1.33333333333201242699e-1 + w * (2.18694882948595424599e-2 + w * (3.59207910759131235356e-3 +
    w * (5.88041240820264096874e-4 + w * (7.81794442939557092300e-5 + w * -1.85586374855275456654e-5))));
  const v = z * (5.39682539762260521377e-2 + w * (8.86323982359930005737e-3 + w * (1.45620945432529025516e-3 +
    w * (2.46463134818469906812e-4 + w * (7.14072491382608190305e-5 + w * 2.59073051863633712884e-5)))));
  const s = z * x;
  r = y + z * (s * (r + v) + y) + s * 3.33333333333334091986e-1;
  const sum = x + r;
  if (near) {
    const sign: f64 = odd ? -1.0 : 1.0;
    const folded = sign - 2.0 * (x + (r - (sum * sum) / (sum + sign)));
    return negative ? -folded : folded;
  }
  if (!odd) return sum;
  // -1 / (x + r) with the bits that a division loses.
  const high = highWordOf(sum);
  const low = r - (high - x);
  const quotient = -1.0 / sum;
  const highQuotient = highWordOf(quotient);
  return highQuotient + quotient * (1.0 + highQuotient * high + highQuotient * low);
}

export function sine(a: f64): f64 {
  if (!isHuge(a)) return NativeMath.sin(a);
  const quarter = reduceHuge(abs(a));
  const sign: f64 = (quarter & 2) != 0 ? -1 : 1;
  const value = (quarter & 1) != 0 ? cosineOf(remainder, remainderTail) : sineOf(remainder, remainderTail);
  return a < 0 ? -(sign * value) : sign * value;
}

export function cosine(a: f64): f64 {
  if (!isHuge(a)) return NativeMath.cos(a);
  const quarter = reduceHuge(abs(a));
  const sign: f64 = ((quarter + 1) & 2) != 0 ? -1 : 1;
  return sign * ((quarter & 1) != 0 ? sineOf(remainder, remainderTail) : cosineOf(remainder, remainderTail));
}

export function tangent(a: f64): f64 {
  if (!isHuge(a)) return NativeMath.tan(a);
  const quarter = reduceHuge(abs(a));
  const value = tangentOf(remainder, remainderTail, (quarter & 1) != 0);
  return a < 0 ? -value : value;
}
