/** One match after another in a text, from a character on, as the functions look for them. */
import { detailNumber, detailText, failWithDetail } from '../../core/runtime/detail';
import { ERR_REGEX_PARAMETER } from './errors.generated.ts';
import { Program } from './program';
import { after, setText, textEnd, textStart } from './run';
import { matchEnd, matchStart, search } from './search';
import { matches } from './subsets';

let from: usize = 0;
let ended: bool = false;

/** Raises that a parameter has a value that it cannot have. */
export function failParameter(name: string, value: i32): void {
  detailText('"');
  detailText(name);
  detailText('": ');
  detailNumber(value);
  failWithDetail(ERR_REGEX_PARAMETER);
}

/** Begins to look at the `start`-th character. */
export function beginAt(text: usize, length: i32, start: i32): void {
  setText(text, length);
  from = text;
  ended = false;
  for (let i = 1; i < start; i++) {
    if (from == textEnd) {
      ended = true;
      return;
    }
    from = after(from);
  }
}

/** Finds the next match: after the one before, and a character further when that was empty. */
export function next(p: Program): bool {
  if (ended || !matches(p, from) || !search(p, from)) {
    ended = true;
    return false;
  }
  from = matchEnd;
  if (matchStart == matchEnd) {
    if (from == textEnd) ended = true;
    else from = after(from);
  }
  return true;
}

/** The place of a character among the characters, from 1. */
export function placeOf(at: usize): i32 {
  let n = 1;
  for (let p = textStart; p < at; p++) if ((load<u8>(p) & 0xc0) != 0x80) n++;
  return n;
}
