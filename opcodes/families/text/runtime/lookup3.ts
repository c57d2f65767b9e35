/** PostgreSQL's hash of bytes, Bob Jenkins' lookup3 (common/hashfn.c), with and without a seed of 64 bits. */

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

function final(): void {
  c = (c ^ b) - rotl<u32>(b, 14);
  a = (a ^ c) - rotl<u32>(c, 11);
  b = (b ^ a) - rotl<u32>(a, 25);
  c = (c ^ b) - rotl<u32>(b, 16);
  a = (a ^ c) - rotl<u32>(c, 4);
  b = (b ^ a) - rotl<u32>(a, 14);
  c = (c ^ b) - rotl<u32>(b, 24);
}

function start(length: i32, seed: u64): void {
  a = 0x9e3779b9 + <u32>length + 3923095;
  b = a;
  c = a;
  if (seed == 0) return;
  a += <u32>(seed >> 32);
  b += <u32>seed;
  mix();
}

/** `count` bytes from `p` on as a number, at most four. */
function word(p: usize, count: i32): u32 {
  let value: u32 = 0;
  for (let i = min(count, 4) - 1; i >= 0; i--) value = (value << 8) | load<u8>(p + i);
  return value;
}

function absorb(p: usize, length: i32): void {
  while (length >= 12) {
    a += load<u32>(p);
    b += load<u32>(p, 4);
    c += load<u32>(p, 8);
    mix();
    p += 12;
    length -= 12;
  }
  a += word(p, length);
  b += word(p + 4, length - 4);
  // The lowest byte of c is left for the length.
  c += word(p + 8, length - 8) << 8;
  final();
}

/** `hash_bytes`. */
export function hashOfBytes(p: usize, length: i32): i32 {
  start(length, 0);
  absorb(p, length);
  return c;
}

/** `hash_bytes_extended`. */
export function seededHashOfBytes(p: usize, length: i32, seed: i64): i64 {
  start(length, seed);
  absorb(p, length);
  return (<i64>b << 32) | <i64>c;
}

/** `hash_bytes_uint32`. */
export function hashOfNumber(value: u32): i32 {
  start(4, 0);
  a += value;
  final();
  return c;
}

/** `hash_bytes_uint32_extended`. */
export function seededHashOfNumber(value: u32, seed: i64): i64 {
  start(4, seed);
  a += value;
  final();
  return (<i64>b << 32) | <i64>c;
}
