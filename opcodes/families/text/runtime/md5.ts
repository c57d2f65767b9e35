/** MD5 (RFC 1321): `md5(text)` in 32 hexadecimal digits (utils/adt/cryptohashfuncs.c). */
import { allocate, textResult } from '../../core/runtime/scratch';

/** floor(2^32 × |sin(i + 1)|), as the RFC lists them. */
const SINES = memory.data<u32>([
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
]);
/** How far each step of a round rotates. */
const SHIFTS = memory.data<u8>([7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]);

let a0: u32 = 0;
let b0: u32 = 0;
let c0: u32 = 0;
let d0: u32 = 0;

function block(p: usize): void {
  let a = a0, b = b0, c = c0, d = d0;
  for (let i: u32 = 0; i < 64; i++) {
    let f: u32;
    let word: u32;
    if (i < 16) {
      f = (b & c) | (~b & d);
      word = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      word = (5 * i + 1) & 15;
    } else if (i < 48) {
      f = b ^ c ^ d;
      word = (3 * i + 5) & 15;
    } else {
      f = c ^ (b | ~d);
      word = (7 * i) & 15;
    }
    const sum = a + f + load<u32>(SINES + (i << 2)) + load<u32>(p + (word << 2));
    a = d;
    d = c;
    c = b;
    b += rotl<u32>(sum, <u32>load<u8>(SHIFTS + ((i >> 4) << 2) + (i & 3)));
  }
  a0 += a;
  b0 += b;
  c0 += c;
  d0 += d;
}

/** The last bytes, the bit 1, zeros, and the length in bits. */
const tail = memory.data(128);

function digest(p: usize, length: i32): void {
  a0 = 0x67452301;
  b0 = 0xefcdab89;
  c0 = 0x98badcfe;
  d0 = 0x10325476;
  const whole = length & ~63;
  for (let i = 0; i < whole; i += 64) block(p + i);
  const rest = length - whole;
  memory.fill(tail, 0, 128);
  memory.copy(tail, p + whole, rest);
  store<u8>(tail + rest, 0x80);
  const end: usize = rest < 56 ? 64 : 128;
  store<u64>(tail + end - 8, <u64>length << 3);
  block(tail);
  if (end == 128) block(tail + 64);
}

function writeHex(at: usize, value: u32): void {
  for (let i = 0; i < 4; i++) {
    const high = (value >> 4) & 15, low = value & 15;
    store<u8>(at++, high < 10 ? 48 + high : 87 + high);
    store<u8>(at++, low < 10 ? 48 + low : 87 + low);
    value >>= 8;
  }
}

/** The MD5 of the text's bytes. */
export function md5_text(a: usize, aLength: i32): usize {
  digest(a, aLength);
  const result = allocate(32);
  writeHex(result, a0);
  writeHex(result + 8, b0);
  writeHex(result + 16, c0);
  writeHex(result + 24, d0);
  return textResult(result, 32);
}
