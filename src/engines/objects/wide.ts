/**
 * Arithmetic of 64 bits on values that are numbers as long as they are safe integers, and BigInts beyond. A value has one form only, and no -0, so that `===` is
 * equality. What stays small never becomes a BigInt.
 */

/** An i64. */
export type Wide = number | bigint;

const safe = 9007199254740991;

/** The one form of a value of 64 bits. */
export function fromBigInt(value: bigint): Wide {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

const wrapped = (value: bigint): Wide => fromBigInt(BigInt.asIntN(64, value));
const isInt32 = (value: Wide): value is number => typeof value === 'number' && (value | 0) === value;

export function add(a: Wide, b: Wide): Wide {
  if (typeof a === 'number' && typeof b === 'number') {
    // A sum beyond 2^53 may be rounded, but not to what is below it.
    const sum = a + b;
    if (sum >= -safe && sum <= safe) return sum;
  }
  return wrapped(BigInt(a) + BigInt(b));
}

export function sub(a: Wide, b: Wide): Wide {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference >= -safe && difference <= safe) return difference;
  }
  return wrapped(BigInt(a) - BigInt(b));
}

export function mul(a: Wide, b: Wide): Wide {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    // Adding 0 makes 0 of -0.
    if (product >= -safe && product <= safe) return product + 0;
  }
  return wrapped(BigInt(a) * BigInt(b));
}

export function div(a: Wide, b: Wide): Wide {
  // The remainder is exact, and so is a quotient that is a whole number.
  if (typeof a === 'number' && typeof b === 'number') return (a - (a % b)) / b + 0;
  return wrapped(BigInt(a) / BigInt(b));
}

export function rem(a: Wide, b: Wide): Wide {
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0;
  return wrapped(BigInt(a) % BigInt(b));
}

export function and(a: Wide, b: Wide): Wide {
  return isInt32(a) && isInt32(b) ? a & b : fromBigInt(BigInt(a) & BigInt(b));
}

export function or(a: Wide, b: Wide): Wide {
  return isInt32(a) && isInt32(b) ? a | b : fromBigInt(BigInt(a) | BigInt(b));
}

export function xor(a: Wide, b: Wide): Wide {
  return isInt32(a) && isInt32(b) ? a ^ b : fromBigInt(BigInt(a) ^ BigInt(b));
}

const shift = (b: Wide): bigint => BigInt(b) & 63n;

export function shl(a: Wide, b: Wide): Wide {
  return wrapped(BigInt(a) << shift(b));
}

export function shr(a: Wide, b: Wide): Wide {
  return fromBigInt(BigInt(a) >> shift(b));
}

export function shrUnsigned(a: Wide, b: Wide): Wide {
  return wrapped(BigInt.asUintN(64, BigInt(a)) >> shift(b));
}

/** `i32.wrap_i64`. JavaScript takes a number modulo 2^32 exactly. */
export function wrap(a: Wide): number {
  return typeof a === 'number' ? a | 0 : Number(BigInt.asIntN(32, a));
}

/** `i64.trunc_f64_s`, of a number in range. */
export function trunc(a: number): Wide {
  const whole = Math.trunc(a) + 0;
  return whole >= -safe && whole <= safe ? whole : fromBigInt(BigInt(whole));
}
