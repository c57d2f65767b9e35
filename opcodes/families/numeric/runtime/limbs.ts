/**
 * Long products and quotients are computed in base 100,000,000, two digits at a time: whole numbers of 32-bit limbs, the least first.
 */
export const LIMB_BASE: u64 = 100000000;
/** The same where limbs are signed. */
export const SIGNED_BASE: i64 = 100000000;

/** The number of limbs for that many digits of base 10,000. */
// @ts-ignore: decorator
@inline
export function limbCount(digits: i32): i32 {
  return (digits + 1) >> 1;
}

/**
 * value / 10^8 for values below 2^62, by way of floating point: a 64-bit division takes several times as long. The estimate is off by one at
 * most.
 */
// @ts-ignore: decorator
@inline
export function byBase(value: u64): u64 {
  const quotient = <i64>(<f64>(<i64>value) * 1e-8);
  const rest = <i64>value - quotient * SIGNED_BASE;
  return <u64>(quotient + i64(rest >= SIGNED_BASE) - i64(rest < 0));
}

/** A digit; one of a damaged page that is too large is cut, because long division counts on limbs below the base. */
// @ts-ignore: decorator
@inline
function digit(at: usize): u32 {
  return min<u32>(load<u16>(at), 9999);
}

/** Writes `count` digits and then `zeros` zeros as limbs at `to`. */
export function toLimbs(to: usize, digits: usize, count: i32, zeros: i32): void {
  let i = zeros >> 1;
  memory.fill(to, 0, <usize>i << 2);
  let at = digits + (<usize>count << 1);
  let left = count;
  if ((zeros & 1) != 0) {
    // The lowest limb that is not zero has one zero digit below.
    at -= 2;
    left--;
    store<u32>(to + (<usize>(i++) << 2), left < 0 ? 0 : digit(at) * 10000);
  }
  for (; left >= 2; left -= 2) {
    at -= 4;
    store<u32>(to + (<usize>(i++) << 2), digit(at) * 10000 + digit(at + 2));
  }
  if (left == 1) store<u32>(to + (<usize>i << 2), digit(at - 2));
}

/** Writes limbs as digits, two for each; returns the end. */
export function fromLimbs(to: usize, limbs: usize, count: i32): usize {
  for (let i = count - 1; i >= 0; i--) {
    const limb = load<u32>(limbs + (<usize>i << 2));
    const high = limb / 10000;
    store<u16>(to, <u16>high);
    store<u16>(to, <u16>(limb - high * 10000), 2);
    to += 4;
  }
  return to;
}

/** number = number × factor + addend, with a factor below 2^30; returns the number of limbs, which may grow by two. */
export function multiplyAdd(limbs: usize, count: i32, factor: u64, addend: u64): i32 {
  let carry = addend;
  const end = limbs + (<usize>count << 2);
  for (let at = limbs; at < end; at += 4) {
    const value = <u64>load<u32>(at) * factor + carry;
    carry = byBase(value);
    store<u32>(at, <u32>(value - carry * LIMB_BASE));
  }
  for (; carry != 0; count++) {
    const high = carry / LIMB_BASE;
    store<u32>(limbs + (<usize>count << 2), <u32>(carry - high * LIMB_BASE));
    carry = high;
  }
  return count;
}
