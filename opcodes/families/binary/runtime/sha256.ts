/** SHA-224 and SHA-256 (FIPS 180-4; common/sha2.c). */
import { allocate, textResult } from '../../core/runtime/scratch';

const ROUNDS = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const START_224 = memory.data<u32>([
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
]);
const START_256 = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
const state = memory.data(32);
const schedule = memory.data(256);
/** The last bytes, the bit 1, zeros, and the length in bits. */
const tail = memory.data(128);

// @ts-ignore: decorator
@inline
function at(i: u32): u32 {
  return load<u32>(schedule + (i << 2));
}

function block(p: usize): void {
  for (let i: u32 = 0; i < 16; i++) store<u32>(schedule + (i << 2), bswap<u32>(load<u32>(p + (i << 2))));
  for (let i: u32 = 16; i < 64; i++) {
    const x = at(i - 15), y = at(i - 2);
    const s0 = rotr<u32>(x, 7) ^ rotr<u32>(x, 18) ^ (x >> 3);
    const s1 = rotr<u32>(y, 17) ^ rotr<u32>(y, 19) ^ (y >> 10);
    store<u32>(schedule + (i << 2), at(i - 16) + s0 + at(i - 7) + s1);
  }
  let a = load<u32>(state), b = load<u32>(state, 4), c = load<u32>(state, 8), d = load<u32>(state, 12);
  let e = load<u32>(state, 16), f = load<u32>(state, 20), g = load<u32>(state, 24), h = load<u32>(state, 28);
  for (let i: u32 = 0; i < 64; i++) {
    const s1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + load<u32>(ROUNDS + (i << 2)) + at(i);
    const s0 = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  store<u32>(state, load<u32>(state) + a);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
  store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24);
  store<u32>(state, load<u32>(state, 28) + h, 28);
}

function digest(p: usize, length: i32, start: usize, size: i32): usize {
  memory.copy(state, start, 32);
  const whole = length & ~63;
  for (let i = 0; i < whole; i += 64) block(p + i);
  const rest = length - whole;
  memory.fill(tail, 0, 128);
  memory.copy(tail, p + whole, rest);
  store<u8>(tail + rest, 0x80);
  const end: usize = rest < 56 ? 64 : 128;
  store<u64>(tail + end - 8, bswap<u64>(<u64>length << 3));
  block(tail);
  if (end == 128) block(tail + 64);
  const result = allocate(size);
  for (let i = 0; i < size; i += 4) store<u32>(result + i, bswap<u32>(load<u32>(state + i)));
  return textResult(result, size);
}

/** The SHA-224 of the bytes. */
export function sha224_bytea(a: usize, aLength: i32): usize {
  return digest(a, aLength, START_224, 28);
}

/** The SHA-256 of the bytes. */
export function sha256_bytea(a: usize, aLength: i32): usize {
  return digest(a, aLength, START_256, 32);
}
