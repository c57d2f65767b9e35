/**
 * Tells of the values of a column, whose spans are known, of which types they are canonical spellings: the commonest, as src/inputs/spelling.ts does of
 * all. The spans are those of JSON values as they are written.
 */
import { NULL } from './scan';
import { decimalAt, MOST_DIGITS, refused as numberRefused } from './numbers';
import { microsecondsAt, refused as momentRefused } from './moments';

/** Kinds of values, a bit each, as src/inputs/json-members.ts has them. */
const STRINGS: u32 = 1;
const NUMBERS: u32 = 2;
const BOOLS: u32 = 4;
const NESTED: u32 = 8;

/** Kinds of spelling, a bit each: `spelled` of src/inputs/spelling.ts. */
const INTEGER: u32 = 4;
const DECIMAL: u32 = 8;
const FLOAT: u32 = 16;
const DATE: u32 = 32;
const TIMESTAMP: u32 = 64;

/** A date, in ISO's form. */
const DATE_BYTES: u32 = 10;

/** What is known of a column: the kinds of its values, and the spellings that all its numbers and all its strings have. */
@unmanaged
export class Sample {
  kinds: u32;
  numbers: u32;
  strings: u32;
}

/** Takes the values of the rows `from` to `count` into account, and returns the first that must be looked at more closely, or `count`. */
export function sampleValues(spans: usize, from: u32, count: u32, sample: Sample): u32 {
  for (let n = from; n < count; n++) {
    const span = spans + (n << 3);
    const length = load<i32>(span, 4);
    if (length != NULL && !sampleValue(sample, load<u32>(span), length)) return n;
  }
  return count;
}

function sampleValue(sample: Sample, at: usize, length: u32): bool {
  const first = load<u8>(at);
  if (first == 0x22) {
    sample.kinds |= STRINGS;
    return sample.strings == 0 || sampleString(sample, at + 1, length - 2);
  }
  if (first == 0x5b || first == 0x7b) sample.kinds |= NESTED;
  else if (first >= 0x61) sample.kinds |= BOOLS;
  else {
    sample.kinds |= NUMBERS;
    return sampleNumber(sample, at, length);
  }
  return true;
}

function sampleString(sample: Sample, at: usize, length: u32): bool {
  if (length < DATE_BYTES) {
    sample.strings = 0;
    return true;
  }
  microsecondsAt(at, length);
  if (momentRefused) return false;
  sample.strings &= length == DATE_BYTES ? DATE | TIMESTAMP : TIMESTAMP;
  return true;
}

function sampleNumber(sample: Sample, at: usize, length: u32): bool {
  let digits: u32 = 0;
  let pointed = false;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(at + i);
    if (byte - 0x30 <= 9) digits++;
    else if (byte == 0x2e) pointed = true;
    else if (byte != 0x2d || i > 0) return false;
  }
  if (!pointed) {
    // -0 is a number, and no integer.
    if (digits > MOST_DIGITS || (length == 2 && load<u16>(at) == 0x302d)) return false;
    sample.numbers &= INTEGER | DECIMAL | FLOAT;
    return true;
  }
  // Whether float8 holds all digits is asked only as long as all others are held.
  if (digits > MOST_DIGITS && (sample.numbers & FLOAT) != 0) {
    decimalAt(at, length);
    if (numberRefused) return false;
  }
  sample.numbers &= DECIMAL | FLOAT;
  return true;
}
