/** Texts → inet and cidr (utils/adt/network.c, network_in). */
import { failWith } from '../../core/runtime/raise';
import { addressResult, bytesOf, hostBits, IPV4, IPV6, mostBits, newAddress, sizeOf } from './address';
import { ERR_CIDR_HOST_BITS, ERR_INVALID_CIDR, ERR_INVALID_INET } from './errors.generated.ts';
import { cidrBytes, inetBytes } from './ipv4-in';
import { ipv6Bytes } from './ipv6-in';

function hasColon(text: usize, end: usize): bool {
  for (let p = text; p < end; p++) if (load<u8>(p) == 58) return true;
  return false;
}

function read(text: usize, length: i32, isCidr: bool): usize {
  const end = text + length;
  const family = hasColon(text, end) ? IPV6 : IPV4;
  const a = newAddress(family, 0);
  const to = bytesOf(a);
  const bits = family == IPV6 ? ipv6Bytes(text, end, to) : isCidr ? cidrBytes(text, end, to) : inetBytes(text, end, to);
  if (bits < 0 || bits > mostBits(a)) failWith(isCidr ? ERR_INVALID_CIDR : ERR_INVALID_INET, text, length);
  store<u8>(a, bits, 1);
  return a;
}

/** Whether no bit from number `bits` on is set. */
function hostIsZero(a: usize, bits: i32): bool {
  const at = bytesOf(a);
  const size = sizeOf(a);
  let i = bits >> 3;
  if (i >= size) return true;
  if ((load<u8>(at + i) & hostBits(bits)) != 0) return false;
  while (++i < size) if (load<u8>(at + i) != 0) return false;
  return true;
}

/** text → inet. */
export function inet_in(text: usize, length: i32): usize {
  return addressResult(read(text, length, false));
}

/** text → cidr, a network: no bit may be set to the right of the mask. */
export function cidr_in(text: usize, length: i32): usize {
  const a = read(text, length, true);
  if (!hostIsZero(a, load<u8>(a, 1))) failWith(ERR_CIDR_HOST_BITS, text, length);
  return addressResult(a);
}
