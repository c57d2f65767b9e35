/** PostgreSQL's hash of bytes (Jenkins's lookup3, `common/hashfn.c`), in 32 bits and with a seed in 64. */

let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;

function mix(): void {
  a = (a - c) ^ rotl<u32>(c, 4);
  c += b;
  b = (b - a) ^ rotl<u32>(a, 6);
  a += c;
  c = (c - b) ^ rotl<u32>(b, 8);
  b += a;
  a = (a - c) ^ rotl<u32>(c, 16);
  c += b;
  b = (b - a) ^ rotl<u32>(a, 19);
  a += c;
  c = (c - b) ^ rotl<u32>(b, 4);
  b += a;
}

function finish(): void {
  c = (c ^ b) - rotl<u32>(b, 14);
  a = (a ^ c) - rotl<u32>(c, 11);
  b = (b ^ a) - rotl<u32>(a, 25);
  c = (c ^ b) - rotl<u32>(b, 16);
  a = (a ^ c) - rotl<u32>(c, 4);
  b = (b ^ a) - rotl<u32>(a, 14);
  c = (c ^ b) - rotl<u32>(b, 24);
}

/** Up to four bytes, the first the lowest. */
function word(at: usize, count: i32): u32 {
  let value: u32 = 0;
  for (let i = min(count, 4) - 1; i >= 0; i--) value = (value << 8) | load<u8>(at + i);
  return value;
}

/** The hash; the upper half of the longer hash is that of `b`. */
export function hashBytes(bytes: usize, length: i32, seed: u64): u64 {
  a = 0x9e3779b9 + <u32>length + 3923095;
  b = a;
  c = a;
  if (seed != 0) {
    a += <u32>(seed >> 32);
    b += <u32>seed;
    mix();
  }
  for (; length >= 12; length -= 12) {
    a += load<u32>(bytes);
    b += load<u32>(bytes, 4);
    c += load<u32>(bytes, 8);
    mix();
    bytes += 12;
  }
  a += word(bytes, length);
  if (length > 4) b += word(bytes + 4, length - 4);
  // The lowest byte of the last word is that of the length.
  if (length > 8) c += word(bytes + 8, length - 8) << 8;
  finish();
  return (<u64>b << 32) | <u64>c;
}
