/**
 * The remainder of a huge number and π/2: as many bits of 2/π are multiplied as the number's exponent asks for. It is musl's
 * __rem_pio2_large.c with its order of sums, so that the last bit is the same.
 */

/** 2/π, 24 bits a word. */
const TWO_OVER_PI = memory.data<i32>([
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7,
  0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c,
  0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11,
  0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7,
  0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20, 0x9af436, 0x1da9e3, 0x91615e,
  0xe61b08, 0x659985, 0x5f14a0, 0x68408d, 0xffd880, 0x4d7327, 0x310606, 0x1556ca, 0x73a8c9, 0x60e27b, 0xc08c6b,
]);
/** π/2, 24 bits a number. */
const PARTS_OF_PI_OVER_TWO = memory.data<f64>([
  1.57079625129699707031e0, 7.54978941586159635335e-8, 5.39030252995776476554e-15, 3.28200341580791294123e-22,
  1.27065575308067607349e-29, 1.22933308981111328932e-36, 2.73370053816464559624e-44, 2.16741683877804819444e-51,
]);
/** jk and jp of musl: the terms of 2/π that are multiplied first, but one, for 53 bits. */
const TERMS = 4;
const WORD: f64 = 16777216;

/** The number in parts of 24 bits, the factors of 2/π, the product's terms as floats and as integers, and the sums by π/2. */
const parts = memory.data(3 << 3);
const factors = memory.data(20 << 3);
const terms = memory.data(20 << 3);
const words = memory.data(20 << 2);
const sums = memory.data(20 << 3);

/** The remainder, between -π/4 and π/4, and what it lacks. */
export let remainder: f64 = 0;
export let remainderTail: f64 = 0;

const twoOverPi = (i: i32): f64 => (i < 0 ? 0 : <f64>load<i32>(TWO_OVER_PI + (i << 2)));
const wordAt = (i: i32): i32 => load<i32>(words + (i << 2));
const setWord = (i: i32, word: i32): void => store<i32>(words + (i << 2), word);
const termAt = (i: i32): f64 => load<f64>(terms + (i << 3));
const setTerm = (i: i32, term: f64): void => store<f64>(terms + (i << 3), term);

/** Splits the positive number, scaled to an exponent of 23; says which part is the last that is not 0. */
function split(x: f64): i32 {
  let z = reinterpret<f64>((reinterpret<u64>(x) & 0x000fffffffffffff) | (<u64>(0x3ff + 23) << 52));
  for (let i = 0; i < 2; i++) {
    const whole = <f64>(<i32>z);
    store<f64>(parts + (i << 3), whole);
    z = (z - whole) * WORD;
  }
  store<f64>(parts + 16, z);
  let last = 2;
  while (load<f64>(parts + (last << 3)) == 0) last--;
  return last;
}

/** One term of the product with 2/π. */
function multiplied(last: i32, i: i32): f64 {
  let sum: f64 = 0;
  for (let j = 0; j <= last; j++) sum += load<f64>(parts + (j << 3)) * load<f64>(factors + ((last + i - j) << 3));
  return sum;
}

/** The terms become words of 24 bits, the lowest first; gives the highest part. */
function distilled(count: i32): f64 {
  let z = termAt(count);
  for (let i = 0, j = count; j > 0; i++, j--) {
    const carried = <f64>(<i32>(z * (1.0 / WORD)));
    setWord(i, <i32>(z - WORD * carried));
    z = termAt(j - 1) + carried;
  }
  return z;
}

/** 1 minus the fraction in the words; says whether it was not 0. */
function complemented(count: i32, exponent: i32): bool {
  let carry = false;
  for (let i = 0; i < count; i++) {
    const word = wordAt(i);
    if (carry) setWord(i, 0xffffff - word);
    else if (word != 0) {
      carry = true;
      setWord(i, 0x1000000 - word);
    }
  }
  if (exponent > 0) setWord(count - 1, wordAt(count - 1) & (exponent == 1 ? 0x7fffff : 0x3fffff));
  return carry;
}

/** How many more terms of 2/π are needed because all words that count are 0; 0 where they are not. */
function missingTerms(count: i32): i32 {
  for (let i = count - 1; i >= TERMS; i--) if (wordAt(i) != 0) return 0;
  let more = 1;
  while (wordAt(TERMS - more) == 0) more++;
  return more;
}

/** The words, the highest the last, times π/2. */
function timesPiOverTwo(count: i32, exponent: i32, negative: bool): void {
  let scale = NativeMath.scalbn(1.0, exponent);
  for (let i = count; i >= 0; i--) {
    setTerm(i, scale * <f64>wordAt(i));
    scale *= 1.0 / WORD;
  }
  for (let i = count; i >= 0; i--) {
    let sum: f64 = 0;
    for (let k = 0; k <= TERMS && k <= count - i; k++)
      sum += load<f64>(PARTS_OF_PI_OVER_TWO + (k << 3)) * termAt(i + k);
    store<f64>(sums + ((count - i) << 3), sum);
  }
  let whole: f64 = 0;
  for (let i = count; i >= 0; i--) whole += load<f64>(sums + (i << 3));
  let tail = load<f64>(sums) - whole;
  for (let i = 1; i <= count; i++) tail += load<f64>(sums + (i << 3));
  remainder = negative ? -whole : whole;
  remainderTail = negative ? -tail : tail;
}

/** Sets the remainder of x, which is at least 2^20 π/2, and says in which quarter it is. */
export function reduceHuge(x: f64): i32 {
  const last = split(x);
  const e0 = <i32>(reinterpret<u64>(x) >> 52) - (0x3ff + 23);
  const first = max((e0 - 3) / 24, 0);
  let exponent = e0 - 24 * (first + 1);
  for (let i = 0; i <= last + TERMS; i++) store<f64>(factors + (i << 3), twoOverPi(first - last + i));
  for (let i = 0; i <= TERMS; i++) setTerm(i, multiplied(last, i));
  let count = TERMS;
  let quarter = 0;
  let half = 0;
  let z: f64 = 0;
  while (true) {
    z = NativeMath.scalbn(distilled(count), exponent);
    z -= 8.0 * floor(z * 0.125);
    quarter = <i32>z;
    z -= <f64>quarter;
    half = 0;
    if (exponent > 0) {
      const top = wordAt(count - 1) >> (24 - exponent);
      quarter += top;
      setWord(count - 1, wordAt(count - 1) - (top << (24 - exponent)));
      half = wordAt(count - 1) >> (23 - exponent);
    } else if (exponent == 0) half = wordAt(count - 1) >> 23;
    else if (z >= 0.5) half = 2;
    if (half > 0) {
      quarter++;
      const carry = complemented(count, exponent);
      if (half == 2) {
        z = 1.0 - z;
        if (carry) z -= NativeMath.scalbn(1.0, exponent);
      }
    }
    const more = z == 0 ? missingTerms(count) : 0;
    if (more == 0) break;
    for (let i = count + 1; i <= count + more; i++) {
      store<f64>(factors + ((last + i) << 3), twoOverPi(first + i));
      setTerm(i, multiplied(last, i));
    }
    count += more;
  }
  if (z == 0) {
    do {
      count--;
      exponent -= 24;
    } while (wordAt(count) == 0);
  } else {
    z = NativeMath.scalbn(z, -exponent);
    if (z >= WORD) {
      const high = <f64>(<i32>(z * (1.0 / WORD)));
      setWord(count, <i32>(z - WORD * high));
      count++;
      exponent += 24;
      setWord(count, <i32>high);
    } else setWord(count, <i32>z);
  }
  timesPiOverTwo(count, exponent, half > 0);
  return quarter & 7;
}
