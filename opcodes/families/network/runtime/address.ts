/**
 * inet and cidr as PostgreSQL stores them (utils/inet.h): a byte for the family (2: IPv4, 3: IPv6), one for the bits of the netmask, then the
 * 4 or 16 bytes of the address.
 */
import { allocate, textResult } from '../../core/runtime/scratch';

export const IPV4: u32 = 2;
export const IPV6: u32 = 3;

// @ts-ignore: decorator
@inline
export function familyOf(a: usize): u32 {
  return load<u8>(a);
}
// @ts-ignore: decorator
@inline
export function bitsOf(a: usize): i32 {
  return load<u8>(a, 1);
}
// @ts-ignore: decorator
@inline
export function bytesOf(a: usize): usize {
  return a + 2;
}
// @ts-ignore: decorator
@inline
export function sizeOf(a: usize): i32 {
  return familyOf(a) == IPV4 ? 4 : 16;
}
// @ts-ignore: decorator
@inline
export function mostBits(a: usize): i32 {
  return familyOf(a) == IPV4 ? 32 : 128;
}

/** A new address, all zero. */
export function newAddress(family: u32, bits: i32): usize {
  const a = allocate(18);
  memory.fill(a, 0, 18);
  store<u8>(a, family);
  store<u8>(a, bits, 1);
  return a;
}

/** A new address of the same family and with the same bytes. */
export function copyAddress(a: usize, bits: i32): usize {
  const copy = newAddress(familyOf(a), bits);
  memory.copy(bytesOf(copy), bytesOf(a), sizeOf(a));
  return copy;
}

// @ts-ignore: decorator
@inline
export function addressResult(a: usize): usize {
  return textResult(a, sizeOf(a) + 2);
}

/** The bits of a byte that belong to the host where the network ends in it. */
// @ts-ignore: decorator
@inline
export function hostBits(bits: i32): u8 {
  const all: i32 = 0xff;
  return <u8>(all >> (bits & 7));
}

/** Sets the bits from number `bits` on to zero. */
export function clearHost(a: usize, bits: i32): void {
  const size = sizeOf(a);
  let i = bits >> 3;
  if (i >= size) return;
  const at = bytesOf(a);
  store<u8>(at + i, load<u8>(at + i) & ~hostBits(bits));
  while (++i < size) store<u8>(at + i, 0);
}
