/** Sums and differences, digit by digit. */
import { allocate } from '../../core/runtime/scratch';
import { compareMagnitudes } from './compare';
import { BASE, Decimal, decimal, strip, zero } from './decimal';

/** The digit of the weight, or 0 where the number has none. */
// @ts-ignore: decorator
@inline
function digitOfWeight(v: Decimal, weight: i32): i32 {
  const i = v.weight - weight;
  return <u32>i < <u32>v.count ? <i32>load<u16>(v.digits + (<usize>i << 1)) : 0;
}

/** |a| + sign × |b| with |a| not less when the sign is minus. */
function combine(a: Decimal, b: Decimal, sign: i32, negative: bool): Decimal {
  const high = max(a.weight, b.weight) + 1;
  const low = min(a.weight - a.count, b.weight - b.count) + 1;
  const count = high - low + 1;
  const digits = allocate(count << 1);
  let carry = 0;
  let at = digits + (<usize>count << 1);
  for (let weight = low; weight <= high; weight++) {
    let sum = digitOfWeight(a, weight) + sign * digitOfWeight(b, weight) + carry;
    carry = 0;
    if (sum < 0) {
      sum += BASE;
      carry = -1;
    } else if (sum >= BASE) {
      sum -= BASE;
      carry = 1;
    }
    at -= 2;
    store<u16>(at, <u16>sum);
  }
  const result = decimal(digits, count, high, negative, max(a.scale, b.scale));
  strip(result);
  return result;
}

/** a + b when the sign of b is taken as given. */
function signedSum(a: Decimal, b: Decimal, bNegative: bool): Decimal {
  // A zero's weight says nothing, and must not widen the sum.
  if (b.count == 0 || a.count == 0) {
    const one = b.count == 0 ? a : b;
    return decimal(one.digits, one.count, one.weight, b.count == 0 ? a.negative : bNegative, max(a.scale, b.scale));
  }
  if (a.negative == bNegative) return combine(a, b, 1, bNegative);
  const order = compareMagnitudes(a, b);
  if (order == 0) return zero(max(a.scale, b.scale));
  return order > 0 ? combine(a, b, -1, a.negative) : combine(b, a, -1, bNegative);
}

export function add(a: Decimal, b: Decimal): Decimal {
  return signedSum(a, b, b.negative);
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return signedSum(a, b, !b.negative);
}
