/** a^b when one of the two is NaN or an infinity: the rules of POSIX for pow(), with PostgreSQL's errors. */
import { fail } from '../../core/runtime/raise';
import { infinity } from './arithmetic';
import { compareMagnitudes, isOne } from './compare';
import { Decimal, decimalOf, digitAt, mark, zero } from './decimal';
import { ERR_NEGATIVE_TO_FRACTIONAL_POWER, ERR_ZERO_TO_NEGATIVE_POWER } from './errors.generated.ts';
import { NAN, isNan, isSpecial, pack, packSpecial, signOf, unpack } from './stored';

/** There is no digit after the point. */
export function isWhole(v: Decimal): bool {
  return v.count == 0 || v.count <= v.weight + 1;
}

/** The last digit before the point is odd; of a whole number. */
export function isOdd(v: Decimal): bool {
  return v.count > 0 && v.count == v.weight + 1 && (digitAt(v, v.count - 1) & 1) != 0;
}

function packWhole(value: i64): usize {
  const from = mark();
  return pack(value == 0 ? zero(0) : decimalOf(value), from);
}

/** The number is 1 or -1, apart from its sign. */
function isUnit(v: Decimal): bool {
  return v.count == 1 && v.weight == 0 && digitAt(v, 0) == 1;
}

/** Anything to the power of an infinity of the sign. */
function toInfinity(a: usize, aLength: i32, sign: i32): usize {
  if (isSpecial(a)) return sign > 0 ? infinity(1) : packWhole(0);
  const base = unpack(a, aLength);
  if (isUnit(base)) return packWhole(1);
  const grows = compareMagnitudes(base, decimalOf(1)) > 0;
  return grows == (sign > 0) ? infinity(1) : packWhole(0);
}

export function specialPower(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isNan(a)) return !isSpecial(b) && signOf(b, bLength) == 0 ? packWhole(1) : packSpecial(NAN);
  if (isNan(b)) return !isSpecial(a) && isOne(unpack(a, aLength)) ? packWhole(1) : packSpecial(NAN);
  const aSign = signOf(a, aLength);
  const bSign = signOf(b, bLength);
  if (aSign == 0 && bSign < 0) fail(ERR_ZERO_TO_NEGATIVE_POWER);
  if (aSign < 0 && !isSpecial(b) && !isWhole(unpack(b, bLength))) fail(ERR_NEGATIVE_TO_FRACTIONAL_POWER);
  if (!isSpecial(a) && isOne(unpack(a, aLength))) return packWhole(1);
  if (bSign == 0) return packWhole(1);
  if (aSign == 0) return packWhole(0);
  if (isSpecial(b)) return toInfinity(a, aLength, bSign);
  if (bSign < 0) return packWhole(0);
  if (aSign > 0) return infinity(1);
  return infinity(isOdd(unpack(b, bLength)) ? -1 : 1);
}
