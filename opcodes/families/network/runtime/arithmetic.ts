/** Bits of addresses, and addresses as numbers (utils/adt/network.c). */
import { fail } from '../../core/runtime/raise';
import { addressResult, bitsOf, bytesOf, copyAddress, familyOf, sizeOf } from './address';
import { ERR_AND_SIZES, ERR_OR_SIZES, ERR_OUT_OF_RANGE, ERR_SUBTRACT_SIZES } from './errors.generated.ts';

/** ~a. */
export function inetnot(a: usize, _aLength: i32): usize {
  const result = copyAddress(a, bitsOf(a));
  const at = bytesOf(result);
  for (let i = 0; i < sizeOf(a); i++) store<u8>(at + i, ~load<u8>(at + i));
  return addressResult(result);
}

/** a & b. */
export function inetand(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  if (familyOf(a) != familyOf(b)) fail(ERR_AND_SIZES);
  const result = copyAddress(a, max(bitsOf(a), bitsOf(b)));
  const at = bytesOf(result);
  for (let i = 0; i < sizeOf(a); i++) store<u8>(at + i, load<u8>(at + i) & load<u8>(bytesOf(b) + i));
  return addressResult(result);
}

/** a | b. */
export function inetor(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  if (familyOf(a) != familyOf(b)) fail(ERR_OR_SIZES);
  const result = copyAddress(a, max(bitsOf(a), bitsOf(b)));
  const at = bytesOf(result);
  for (let i = 0; i < sizeOf(a); i++) store<u8>(at + i, load<u8>(at + i) | load<u8>(bytesOf(b) + i));
  return addressResult(result);
}

/** a + b, from the last byte on; what is left of b must be no more than its sign. */
export function inetpl(a: usize, _aLength: i32, b: i64): usize {
  const result = copyAddress(a, bitsOf(a));
  const at = bytesOf(result);
  let carry = 0;
  for (let i = sizeOf(a) - 1; i >= 0; i--) {
    carry += <i32>load<u8>(at + i) + (<i32>b & 255);
    store<u8>(at + i, carry);
    carry >>= 8;
    b >>= 8;
  }
  if (!((b == 0 && carry == 0) || (b == -1 && carry == 1))) fail(ERR_OUT_OF_RANGE);
  return addressResult(result);
}

/** a - b. */
export function inetmi_int8(a: usize, aLength: i32, b: i64): usize {
  return inetpl(a, aLength, 0 - b);
}

/** How far apart two addresses are. */
export function inetmi(a: usize, _aLength: i32, b: usize, _bLength: i32): i64 {
  if (familyOf(a) != familyOf(b)) fail(ERR_SUBTRACT_SIZES);
  const size = sizeOf(a);
  let result: i64 = 0;
  let carry = 1;
  for (let place = 0; place < size; place++) {
    const i = size - 1 - place;
    carry += <i32>load<u8>(bytesOf(a) + i) + <i32>(~load<u8>(bytesOf(b) + i) & 255);
    const low = carry & 255;
    if (place < 8) result |= <i64>low << (place * 8);
    else if (low != (result < 0 ? 255 : 0)) fail(ERR_OUT_OF_RANGE);
    carry >>= 8;
  }
  if (carry == 0 && size < 8) result |= <i64>-1 << (size * 8);
  return result;
}
