/** What an address consists of: family, width, network, broadcast address, masks (utils/adt/network.c). */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { addressResult, bitsOf, bytesOf, clearHost, copyAddress, familyOf, hostBits, IPV4, mostBits, newAddress, sizeOf } from './address';
import { ERR_MASK_LENGTH, ERR_MERGE_FAMILIES } from './errors.generated.ts';

/** 4 or 6. */
export function network_family(a: usize, _aLength: i32): i32 {
  return familyOf(a) == IPV4 ? 4 : 6;
}

/** The width of the netmask. */
export function network_masklen(a: usize, _aLength: i32): i32 {
  return bitsOf(a);
}

/** Sets the bits from number `bits` on. */
function setHost(a: usize, bits: i32): void {
  const at = bytesOf(a);
  const size = sizeOf(a);
  let i = bits >> 3;
  if (i >= size) return;
  store<u8>(at + i, load<u8>(at + i) | hostBits(bits));
  while (++i < size) store<u8>(at + i, 0xff);
}

/** The last address of the network. */
export function network_broadcast(a: usize, _aLength: i32): usize {
  const result = copyAddress(a, bitsOf(a));
  setHost(result, bitsOf(a));
  return addressResult(result);
}

function masked(a: usize, bits: i32): usize {
  const result = copyAddress(a, bits);
  clearHost(result, bits);
  return addressResult(result);
}

/** The network, without the host. */
export function network_network(a: usize, _aLength: i32): usize {
  return masked(a, bitsOf(a));
}

/** inet → cidr. */
export function inet_to_cidr(a: usize, _aLength: i32): usize {
  return masked(a, bitsOf(a));
}

/** Ones where the network is. */
export function network_netmask(a: usize, _aLength: i32): usize {
  const result = newAddress(familyOf(a), mostBits(a));
  setHost(result, 0);
  clearHost(result, bitsOf(a));
  return addressResult(result);
}

/** Ones where the host is. */
export function network_hostmask(a: usize, _aLength: i32): usize {
  const result = newAddress(familyOf(a), mostBits(a));
  setHost(result, bitsOf(a));
  return addressResult(result);
}

/** The width that is asked for; -1 stands for that of one host. */
function checkedWidth(a: usize, bits: i32): i32 {
  if (bits == -1) return mostBits(a);
  if (bits < 0 || bits > mostBits(a)) {
    detailNumber(bits);
    failWithDetail(ERR_MASK_LENGTH);
  }
  return bits;
}

/** The same address with another width. */
export function inet_set_masklen(a: usize, _aLength: i32, bits: i32): usize {
  return addressResult(copyAddress(a, checkedWidth(a, bits)));
}

/** The network with another width. */
export function cidr_set_masklen(a: usize, _aLength: i32, bits: i32): usize {
  return masked(a, checkedWidth(a, bits));
}

/** Whether both are IPv4, or both IPv6. */
export function inet_same_family(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(familyOf(a) == familyOf(b));
}

/** The smallest network that holds both. */
export function inet_merge(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  if (familyOf(a) != familyOf(b)) fail(ERR_MERGE_FAMILIES);
  const most = min(bitsOf(a), bitsOf(b));
  let bits = 0;
  while (bits < most) {
    const different: u32 = load<u8>(bytesOf(a) + (bits >> 3)) ^ load<u8>(bytesOf(b) + (bits >> 3));
    if ((different & (0x80 >> (bits & 7))) != 0) break;
    bits++;
  }
  return masked(a, bits);
}
