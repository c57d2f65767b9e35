/** `like_regex "pattern" flag "flags"` as a part of a path; the pattern must be good. */
import { fail } from '../../core/runtime/raise';
import { ERR_INVALID_SYNTAX } from './errors.generated.ts';
import { LIKE_REGEX, REGEX_DOTALL, REGEX_ICASE, REGEX_MLINE, REGEX_QUOTE, REGEX_WSPACE } from './kinds';
import { Part, addressOf, textPart } from './part';
import { matchesOnce } from './regex';

function flagOf(c: u32): u32 {
  if (c == 105) return REGEX_ICASE;
  if (c == 115) return REGEX_DOTALL;
  if (c == 109) return REGEX_MLINE;
  if (c == 120) return REGEX_WSPACE;
  if (c != 113) fail(ERR_INVALID_SYNTAX);
  return REGEX_QUOTE;
}

export function likeRegex(value: Part, pattern: Part, flags: usize, flagsLength: i32): Part {
  const result = textPart(LIKE_REGEX, pattern.pointer, pattern.length);
  result.left = addressOf(value);
  for (let i = 0; i < flagsLength; i++) result.first |= flagOf(load<u8>(flags + i));
  matchesOnce(0, 0, pattern.pointer, pattern.length, result.first);
  return result;
}
