/**
 * The checksum of a page (`storage/checksum_impl.h`): 32 sums side by side, each a variant of FNV-1a over every 32nd word, folded
 * into one with the block's number. Eight vectors of four lanes hold the sums.
 */

const PAGE_SIZE: usize = 8192;
const ROW_SIZE: usize = 128;

// @ts-ignore: decorator
@inline
function round(sums: v128, words: v128): v128 {
  const mixed = v128.xor(sums, words);
  return v128.xor(i32x4.mul(mixed, i32x4.splat(16777619)), i32x4.shr_u(mixed, 17));
}

// @ts-ignore: decorator
@inline
function lastRounds(sums: v128): v128 {
  const zeros = i32x4.splat(0);
  return round(round(sums, zeros), zeros);
}

/** pd_checksum as it should be, 1 to 65535, of the 8 kB page at `page`; the stored one is taken as zero, as PostgreSQL does. */
export function page_checksum(page: usize, block: u32): i32 {
  // The words of the first row that pd_checksum, the lower half of the third, is taken out of.
  let words = v128.and(v128.load(page), i32x4(-1, -1, 0xffff0000, -1));
  let a = i32x4(0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a);
  let b = i32x4(0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c);
  let c = i32x4(0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa);
  let d = i32x4(0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb);
  let e = i32x4(0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de);
  let f = i32x4(0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4);
  let g = i32x4(0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e);
  let h = i32x4(0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756);
  const last = page + PAGE_SIZE - ROW_SIZE;
  for (let row = page; ; ) {
    a = round(a, words);
    b = round(b, v128.load(row, 16));
    c = round(c, v128.load(row, 32));
    d = round(d, v128.load(row, 48));
    e = round(e, v128.load(row, 64));
    f = round(f, v128.load(row, 80));
    g = round(g, v128.load(row, 96));
    h = round(h, v128.load(row, 112));
    if (row == last) break;
    row += ROW_SIZE;
    words = v128.load(row);
  }
  const abcd = v128.xor(v128.xor(lastRounds(a), lastRounds(b)), v128.xor(lastRounds(c), lastRounds(d)));
  const efgh = v128.xor(v128.xor(lastRounds(e), lastRounds(f)), v128.xor(lastRounds(g), lastRounds(h)));
  const sums = v128.xor(abcd, efgh);
  const sum = i32x4.extract_lane(sums, 0) ^ i32x4.extract_lane(sums, 1) ^ i32x4.extract_lane(sums, 2) ^ i32x4.extract_lane(sums, 3);
  return <i32>((<u32>sum ^ block) % 65535) + 1;
}
