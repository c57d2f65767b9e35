/** From a pattern of SIMILAR TO to a regular expression. */
import { argumentIsNull, argumentLength, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { characterBytes } from '../../text/runtime/utf8';
import { ERR_SIMILAR_ESCAPE, ERR_SIMILAR_SEPARATORS, ERR_SIMILAR_TOO_LONG } from './errors.generated.ts';

let at: usize = 0;

function put(text: string): void {
  for (let i = 0; i < text.length; i++) store<u8>(at++, text.charCodeAt(i));
}

function putCharacter(p: usize, bytes: i32): void {
  memory.copy(at, p, bytes);
  at += bytes;
}

/** `escape` is 0 when no character is one. */
function convert(pattern: usize, length: i32, escape: usize, escapeLength: i32): usize {
  if (length > 100_000_000) fail(ERR_SIMILAR_TOO_LONG);
  const out = allocate(length * 3 + 40);
  at = out;
  put('^(?:');
  const end = pattern + length;
  let depth = 0;
  // Where in a bracket expression: 1 at its start, 2 after a caret there, 3 further on.
  let place = 0;
  let quotes = 0;
  let escaped = false;
  for (let p = pattern; p < end; ) {
    const bytes = characterBytes(p);
    const c = <i32>load<u8>(p);
    if (escaped) {
      escaped = false;
      if (c == 34 && depth == 0) {
        if (quotes == 0) put('){1,1}?(');
        else if (quotes == 1) put('){1,1}(?:');
        else fail(ERR_SIMILAR_SEPARATORS);
        quotes++;
      } else {
        put('\\');
        putCharacter(p, bytes);
        place = 3;
      }
    } else if (bytes == escapeLength && memory.compare(p, escape, bytes) == 0) escaped = true;
    else if (depth > 0) {
      if (c == 92) put('\\');
      putCharacter(p, bytes);
      if (c == 93 && place > 2) depth--;
      else if (c == 91) depth++;
      if (c == 94) place++;
      else place = 3;
    } else if (c == 91) {
      put('[');
      depth = 1;
      place = 1;
    } else if (c == 37) put('.*');
    else if (c == 95) put('.');
    else if (c == 40) put('(?:');
    else {
      if (c == 92 || c == 46 || c == 94 || c == 36) put('\\');
      putCharacter(p, bytes);
    }
    p += bytes;
  }
  put(')$');
  shrinkTo(at);
  return textResult(out, <i32>(at - out));
}

function withEscape(a: usize, aLength: i32, e: usize, eLength: i32): usize {
  if (eLength > 0 && eLength != characterBytes(e)) fail(ERR_SIMILAR_ESCAPE);
  return convert(a, aLength, e, eLength);
}

function withBackslash(a: usize, aLength: i32): usize {
  const backslash = allocate(1);
  store<u8>(backslash, 92);
  return convert(a, aLength, backslash, 1);
}

export function similar_to_escape_1(a: usize, aLength: i32): usize {
  return withBackslash(a, aLength);
}
export function similar_to_escape_2(a: usize, aLength: i32, e: usize, eLength: i32): usize {
  return withEscape(a, aLength, e, eLength);
}
/** Is called with nulls: without an escape it is the backslash. */
export function similar_escape(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  if (argumentIsNull(f, 1)) return withBackslash(argumentPointer(f, 0), argumentLength(f, 0));
  return withEscape(argumentPointer(f, 0), argumentLength(f, 0), argumentPointer(f, 1), argumentLength(f, 1));
}
