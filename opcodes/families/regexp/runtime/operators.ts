/** The operators ~ and ~* and what negates them: with the pattern as it comes, and with a constant one. */
import { compileLasting, compileOnce } from './compile';
import { ICASE, NO_CAPTURES, Program } from './program';
import { setText } from './run';
import { matches } from './subsets';

function test(a: usize, aLength: i32, b: usize, bLength: i32, flags: i32): bool {
  const p = compileOnce(b, bLength, flags | NO_CAPTURES);
  setText(a, aLength);
  return matches(p, a);
}

function testCompiled(a: usize, aLength: i32, state: usize): bool {
  setText(a, aLength);
  return matches(changetype<Program>(state), a);
}

/** The length of a name: its bytes before the NULs. */
function nameLength(a: usize, length: i32): i32 {
  let n = 0;
  while (n < length && load<u8>(a + n) != 0) n++;
  return n;
}

export function regexp_compile(b: usize, bLength: i32): usize {
  return compileLasting(b, bLength, NO_CAPTURES);
}
export function regexp_compile_icase(b: usize, bLength: i32): usize {
  return compileLasting(b, bLength, NO_CAPTURES | ICASE);
}

export function textregexeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(test(a, aLength, b, bLength, 0));
}
export function textregexne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(!test(a, aLength, b, bLength, 0));
}
export function texticregexeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(test(a, aLength, b, bLength, ICASE));
}
export function texticregexne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(!test(a, aLength, b, bLength, ICASE));
}
export function nameregexeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(test(a, nameLength(a, aLength), b, bLength, 0));
}
export function nameregexne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(!test(a, nameLength(a, aLength), b, bLength, 0));
}
export function nameicregexeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(test(a, nameLength(a, aLength), b, bLength, ICASE));
}
export function nameicregexne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(!test(a, nameLength(a, aLength), b, bLength, ICASE));
}

export function regexeq_compiled(a: usize, aLength: i32, state: usize): i32 {
  return i32(testCompiled(a, aLength, state));
}
export function regexne_compiled(a: usize, aLength: i32, state: usize): i32 {
  return i32(!testCompiled(a, aLength, state));
}
export function nameregexeq_compiled(a: usize, aLength: i32, state: usize): i32 {
  return i32(testCompiled(a, nameLength(a, aLength), state));
}
export function nameregexne_compiled(a: usize, aLength: i32, state: usize): i32 {
  return i32(!testCompiled(a, nameLength(a, aLength), state));
}
