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

// @ts-ignore: decorator
@inline
export function limbAt(limbs: usize, i: i32): u64 {
  return <u64>load<u32>(limbs + (<usize>i << 2));
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
    store<u32>(to + (<usize>(i++) << 2), left < 0 ? 0 : <u32>load<u16>(at) * 10000);
  }
  for (; left >= 2; left -= 2) {
    at -= 4;
    store<u32>(to + (<usize>(i++) << 2), <u32>load<u16>(at) * 10000 + <u32>load<u16>(at, 2));
  }
  if (left == 1) store<u32>(to + (<usize>i << 2), <u32>load<u16>(at - 2));
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
