/** PostgreSQL's hashes of numbers (`hash_bytes_uint32` of `common/hashfn.c`, by Bob Jenkins; hashint8 of `access/hash/hashfunc.c`). */
const START: u32 = 0x9e3779b9 + 4 + 3923095;

let a: u32 = 0;
let b: u32 = 0;
let c: u32 = 0;

function mix(): void {
  a -= c; a ^= rotl<u32>(c, 4); c += b;
  b -= a; b ^= rotl<u32>(a, 6); a += c;
  c -= b; c ^= rotl<u32>(b, 8); b += a;
  a -= c; a ^= rotl<u32>(c, 16); c += b;
  b -= a; b ^= rotl<u32>(a, 19); a += c;
  c -= b; c ^= rotl<u32>(b, 4); b += a;
}

function finish(): void {
  c ^= b; c -= rotl<u32>(b, 14);
  a ^= c; a -= rotl<u32>(c, 11);
  b ^= a; b -= rotl<u32>(a, 25);
  c ^= b; c -= rotl<u32>(b, 16);
  a ^= c; a -= rotl<u32>(c, 4);
  b ^= a; b -= rotl<u32>(a, 14);
  c ^= b; c -= rotl<u32>(b, 24);
}

export function hash32(key: u32): i32 {
  a = START + key;
  b = START;
  c = START;
  finish();
  return c;
}

export function hash32Extended(key: u32, seed: u64): i64 {
  a = START;
  b = START;
  c = START;
  if (seed != 0) {
    a += <u32>(seed >> 32);
    b += <u32>seed;
    mix();
  }
  a += key;
  finish();
  return (<i64>b << 32) | <i64>c;
}

/** An int8 as 32 bits, which are those of the int4 if it is one. */
function folded(value: i64): u32 {
  const high = <u32>(value >> 32);
  return <u32>value ^ (value >= 0 ? high : ~high);
}

export function hash64(value: i64): i32 {
  return hash32(folded(value));
}
export function hash64Extended(value: i64, seed: u64): i64 {
  return hash32Extended(folded(value), seed);
}
