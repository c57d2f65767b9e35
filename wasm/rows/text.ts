/** The parts of JSON texts, passed over as RFC 8259 has them. Each answers 0 for what is not so: the reader then looks for what is wrong. */

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const SPACE: u8 = 0x20;
const LAST_CONTROL: u8 = 0x1f;

/** How deep values may lie in each other here. */
const DEEPEST: u32 = 64;

/** Whether the string that was passed over last has escapes. */
export let escapes: bool = false;

// @ts-ignore: decorator
@inline
export function isSpace(byte: u8): bool {
  return byte == SPACE || byte == 0x09 || byte == 0x0d;
}

// @ts-ignore: decorator
@inline
export function afterSpaces(at: usize): usize {
  return load<u8>(at) > SPACE ? at : afterSomeSpaces(at);
}

function afterSomeSpaces(at: usize): usize {
  let p = at;
  while (isSpace(load<u8>(p))) p++;
  return p;
}

// @ts-ignore: decorator
@inline
function isDigit(byte: u8): bool {
  return <u8>(byte - 0x30) <= 9;
}

// @ts-ignore: decorator
@inline
function isHexDigit(byte: u8): bool {
  return isDigit(byte) || <u8>((byte | 0x20) - 0x61) <= 5;
}

/** The first bytes of a text that may end a plain run of a string's characters: a bit each of 16, for quotes, backslashes and control characters. */
// @ts-ignore: decorator
@inline
function stops(at: usize): i32 {
  const bytes = v128.load(at);
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
  return i8x16.bitmask(v128.or(quotes, i8x16.le_u(bytes, i8x16.splat(LAST_CONTROL))));
}

/**
 * The address of the quote that closes the string, whose first character is at the address. Behind the text stands a line feed, which is in no string;
 * the bytes behind that may be read.
 */
// @ts-ignore: decorator
@inline
export function closingQuote(at: usize): usize {
  let stop = at;
  let found = stops(at);
  // The second part is at an address that needs nothing of the first, so that the processor has both at once.
  if (found == 0) {
    stop += 16;
    found = stops(stop);
  }
  stop += ctz(found);
  if (found == 0 || load<u8>(stop) != QUOTE) return farQuote(at);
  escapes = false;
  return stop;
}

function farQuote(at: usize): usize {
  escapes = false;
  let p = at;
  while (true) {
    const found = stops(p);
    if (found == 0) {
      p += 16;
      continue;
    }
    p += ctz(found);
    const byte = load<u8>(p);
    if (byte == QUOTE) return p;
    if (byte != BACKSLASH) return 0;
    escapes = true;
    p = afterEscape(p + 1);
    if (p == 0) return 0;
  }
}

/** The address after the escape whose backslash is before the address. A line end is in none, so it is not passed over. */
function afterEscape(at: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x75) {
    for (let digit: usize = 1; digit <= 4; digit++) if (!isHexDigit(load<u8>(at + digit))) return 0;
    return at + 5;
  }
  const known =
    byte == QUOTE ||
    byte == BACKSLASH ||
    byte == 0x2f ||
    byte == 0x62 ||
    byte == 0x66 ||
    byte == 0x6e ||
    byte == 0x72 ||
    byte == 0x74;
  return known ? at + 1 : 0;
}

/** Which of 16 bytes are no digits, a bit each. */
// @ts-ignore: decorator
@inline
function noDigits(at: usize): i32 {
  return i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(9))) ^ 0xffff;
}

function afterDigits(at: usize): usize {
  let p = at;
  let others = noDigits(p);
  while (others == 0) {
    p += 16;
    others = noDigits(p);
  }
  return p + ctz(others);
}

/**
 * The address after the number. Where it is known must wait for as little as can be, because the next member is looked for from there: so a sign is passed over behind a branch,
 * and of up to 32 bytes each 16 are looked at once.
 */
// @ts-ignore: decorator
@inline
export function afterNumber(at: usize): usize {
  return load<u8>(at) == 0x2d ? afterNegative(at + 1) : afterUnsigned(at);
}

/** A function of its own, so that it stays behind a branch. */
function afterNegative(at: usize): usize {
  return afterUnsigned(at);
}

// @ts-ignore: decorator
@inline
function afterUnsigned(at: usize): usize {
  let others = noDigits(at);
  if (others == 0) return afterLong(at);
  const whole = at + ctz(others);
  if (whole == at || (load<u8>(at) == 0x30 && whole > at + 1)) return 0;
  let p = whole;
  if (load<u8>(whole) == 0x2e) {
    others &= others - 1;
    p = at;
    if (others == 0) {
      p += 16;
      others = noDigits(p);
      if (others == 0) return afterLong(at);
    }
    p += ctz(others);
    if (p == whole + 1) return 0;
  }
  return (load<u8>(p) | 0x20) == 0x65 ? afterExponent(p + 1) : p;
}

/** The same of a number with many digits. */
function afterLong(at: usize): usize {
  let p = afterDigits(at);
  if (load<u8>(at) == 0x30 && p > at + 1) return 0;
  if (load<u8>(p) == 0x2e) {
    const fraction = p + 1;
    p = afterDigits(fraction);
    if (p == fraction) return 0;
  }
  return (load<u8>(p) | 0x20) == 0x65 ? afterExponent(p + 1) : p;
}

function afterExponent(at: usize): usize {
  const sign = load<u8>(at);
  const digits = sign == 0x2b || sign == 0x2d ? at + 1 : at;
  const p = afterDigits(digits);
  return p == digits ? 0 : p;
}

/** The address after true, false or null. */
export function afterWord(at: usize): usize {
  const word = load<u32>(at);
  if (word == 0x65757274 || word == 0x6c6c756e) return at + 4;
  if (word == 0x736c6166 && load<u8>(at + 4) == 0x65) return at + 5;
  return 0;
}

/** The address after the object or array. */
export function afterNested(at: usize, depth: u32 = 0): usize {
  if (depth > DEEPEST) return 0;
  const isObject = load<u8>(at) == 0x7b;
  const closing: u8 = isObject ? 0x7d : 0x5d;
  let p = afterSpaces(at + 1);
  if (load<u8>(p) == closing) return p + 1;
  while (true) {
    if (isObject) {
      if (load<u8>(p) != QUOTE) return 0;
      p = closingQuote(p + 1);
      if (p == 0) return 0;
      p = afterSpaces(p + 1);
      if (load<u8>(p) != 0x3a) return 0;
      p = afterSpaces(p + 1);
    }
    p = afterValue(p, depth + 1);
    if (p == 0) return 0;
    p = afterSpaces(p);
    const byte = load<u8>(p);
    if (byte == closing) return p + 1;
    if (byte != 0x2c) return 0;
    p = afterSpaces(p + 1);
  }
}

function afterValue(at: usize, depth: u32): usize {
  const byte = load<u8>(at);
  if (byte == QUOTE) {
    const close = closingQuote(at + 1);
    return close == 0 ? 0 : close + 1;
  }
  if (byte == 0x7b || byte == 0x5b) return afterNested(at, depth);
  return byte >= 0x61 ? afterWord(at) : afterNumber(at);
}
