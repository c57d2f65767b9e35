/**
 * LIKE and ILIKE over JavaScript's strings: the search of opcodes/families/core/runtime/like.ts step by step, with the same errors, on UTF-16 units instead of bytes, of texts and patterns that are not long (`long-like.ts`). A pattern of text
 * and `%` only is taken apart once.
 */
import { SqlError } from '../../error.js';

const percent = 37;
const underscore = 95;
const backslash = 92;

/** Does the text match? Raises 22025 when matching gets to an escape at the pattern's end. */
export function matches(text: string, pattern: string, folds: boolean): boolean {
  const end = text.length;
  const patternEnd = pattern.length;
  let t = 0;
  let p = 0;
  // After a `%`: the pattern that follows it, its first unit, and where in the text it was last tried.
  let retryPattern = 0;
  let retryText = 0;
  let first = 0;
  do {
    let differs = false;
    while (t < end && p < patternEnd) {
      let unit = pattern.charCodeAt(p);
      if (unit === percent) {
        for (p++; p < patternEnd; p++) {
          unit = pattern.charCodeAt(p);
          if (unit === underscore) {
            if (t >= end) return false;
            t = next(text, t);
          } else if (unit !== percent) break;
        }
        if (p >= patternEnd) return true;
        first = folded(unit === backslash ? escaped(pattern, p) : unit, folds);
        retryPattern = p;
        t = find(text, t, first, folds);
        if (t >= end) return false;
        retryText = t;
        continue;
      }
      if (unit === underscore) {
        t = next(text, t);
        p++;
        continue;
      }
      if (unit === backslash) {
        unit = escaped(pattern, p);
        p++;
      }
      if (folded(unit, folds) !== folded(text.charCodeAt(t), folds)) {
        differs = true;
        break;
      }
      t++;
      p++;
    }
    if (!differs && t >= end) {
      while (p < patternEnd && pattern.charCodeAt(p) === percent) p++;
      return p >= patternEnd;
    }
    if (retryPattern === 0) return false;
    t = find(text, retryText + 1, first, folds);
    retryText = t;
    p = retryPattern;
  } while (t < end);
  return false;
}

/** The unit behind the escape at `p`. */
function escaped(pattern: string, p: number): number {
  if (p + 1 >= pattern.length) throw new SqlError('22025', 'LIKE pattern must not end with escape character');
  return pattern.charCodeAt(p + 1);
}

/** Past the character at `t`, which may be a pair of surrogates. */
function next(text: string, t: number): number {
  return t + ((text.charCodeAt(t) & 0xfc00) === 0xd800 ? 2 : 1);
}

/** Only ASCII letters have case under the collation "C". */
function folded(unit: number, folds: boolean): number {
  return folds && unit >= 65 && unit <= 90 ? unit + 32 : unit;
}

function find(text: string, from: number, unit: number, folds: boolean): number {
  let t = from;
  while (t < text.length && folded(text.charCodeAt(t), folds) !== unit) t++;
  return t;
}

/** A test of texts for one pattern. */
export function likeTest(pattern: string, folds: boolean): (text: string) => boolean {
  if (folds || /[_\\]/.test(pattern)) return (text) => matches(text, pattern, folds);
  const parts = pattern.split('%');
  const [start = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  const middle = rest.filter((part) => part !== '');
  const [only] = middle;
  if (start === '' && last === '' && middle.length === 1 && only !== undefined) return (text) => text.includes(only);
  if (last === '' && middle.length === 0) return beginning(start);
  return (text) => {
    if (text.length < start.length + last.length || !text.startsWith(start)) return false;
    let at = start.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= text.length && text.endsWith(last);
  };
}

/** Begins a text with this? For short starts V8's own function costs more than the comparison of units. */
function beginning(start: string): (text: string) => boolean {
  const { length } = start;
  const units = Uint16Array.from({ length }, (_, i) => start.charCodeAt(i));
  return (text) => {
    if (text.length < length) return false;
    for (let i = 0; i < length; i++) if (text.charCodeAt(i) !== units[i]) return false;
    return true;
  };
}
