/** From the pattern to its tree. The tree has Spencer's form, because that decides which submatches are found. */
import { fail } from '../../core/runtime/raise';
import { anySet, escapeSet, readBracket } from './bracket';
import {
  ERR_REGEX_BACK_REFERENCE, ERR_REGEX_BADBR, ERR_REGEX_BADRPT, ERR_REGEX_BRACE, ERR_REGEX_LOOK_AROUND, ERR_REGEX_PAREN, ERR_REGEX_SUBREG,
  ERR_REGEX_TOO_BIG,
} from './errors.generated.ts';
import { at as place, atEnd, escapeLetter, flags, isDigit, nextCharacter, peek, readEscape, setAt, skip } from './pattern';
import {
  AT_END, AT_LINE_END, AT_LINE_START, AT_START, AT_WORD_EDGE, AT_WORD_END, AT_WORD_START, EXTENDED_ONLY, ICASE, NLANCH,
  NOT_WORD_EDGE, NO_CAPTURES, QUOTE,
} from './program';
import { single } from './sets';
import {
  ALT, ASSERT, CAPTURES, CAT, EMPTY, GROUP, INFINITE, ITER, LONGER, MIXED, Node, REPEAT, ROW, SET, SHORTER, at, combine, messy, node, addressOf, repeat, up,
} from './tree';

/** How many parentheses, and parts with submatches one after another, may be open: a tree is walked with the machine's stack. */
const DEEPEST: i32 = 500;

export let groups: i32 = 0;
/** There are constraints, so what is around a place matters. */
export let constrained: bool = false;
/** The groups that are complete, for the check of back-references: a bit each, of the first 64. */
let closed: u64 = 0;

export function parsePattern(): usize {
  groups = 0;
  constrained = false;
  closed = 0;
  if ((flags & QUOTE) != 0) {
    let row: usize = 0;
    let last: usize = 0;
    while (!atEnd()) {
      const item = addressOf(character(nextCharacter()));
      if (last != 0) at(last).next = item;
      else row = item;
      last = item;
    }
    return finishRow(row, last, 0);
  }
  const root = parse(false, 0);
  if (!atEnd()) fail(ERR_REGEX_PAREN);
  return root;
}

function character(c: u32): Node {
  return setNode(single(c, (flags & ICASE) != 0));
}

function setNode(set: i32): Node {
  const made = node(SET, 0, 0, 0);
  made.value = set;
  return made;
}

function parse(inside: bool, depth: i32): usize {
  if (depth > DEEPEST) fail(ERR_REGEX_TOO_BIG);
  const first = branch(inside, depth);
  if (peek() != 124 || atEnd()) return first;
  let last = at(addressOf(node(ALT, LONGER, first, 0)));
  const top = last;
  let all = LONGER | up(LONGER | at(first).flags);
  while (!atEnd() && peek() == 124) {
    setAt(place + 1);
    const next = branch(inside, depth);
    all |= up(all | at(next).flags);
    if (!atEnd() && peek() == 124) {
      const rest = node(ALT, LONGER, next, 0);
      last.right = addressOf(rest);
      last = rest;
    } else last.right = next;
  }
  if (!messy(all)) all = LONGER;
  for (let n = top; ; n = at(n.right)) {
    n.flags = all;
    if (addressOf(n) == addressOf(last)) break;
  }
  return addressOf(top);
}

/** The node of a row of nodes: of one it is that one. */
function finishRow(first: usize, last: usize, f: i32): usize {
  if (first == 0) return addressOf(node(EMPTY, f, 0, 0));
  if (first != last) return addressOf(node(ROW, f, first, 0));
  at(first).flags = f;
  return first;
}

function branch(inside: bool, depth: i32): usize {
  if (depth > DEEPEST) fail(ERR_REGEX_TOO_BIG);
  let first: usize = 0;
  let last: usize = 0;
  let top = 0;
  while (!atBranchEnd(inside)) {
    const constraint = readConstraint();
    if (constraint >= 0) {
      constrained = true;
      const made = node(ASSERT, 0, 0, 0);
      made.value = constraint;
      if (last != 0) at(last).next = addressOf(made);
      else first = addressOf(made);
      last = addressOf(made);
      continue;
    }
    const capturing = peek() == 40 && (peek(1) != 63 || (flags & EXTENDED_ONLY) != 0);
    const atom = readAtom(depth);
    skip();
    readQuantifier();
    const least = quantLeast;
    const most = quantMost;
    const prefer = quantPrefers;
    if (least == 0 && most == 0) continue;
    const a = at(atom);
    const all = top | prefer | a.flags;
    if (!capturing && !messy(up(all))) {
      const item = repeat(atom, least, most, 0);
      if (last != 0) at(last).next = item;
      else first = item;
      last = item;
      top = all;
      continue;
    }
    let t = quantified(atom, least, most, prefer);
    if (!atBranchEnd(inside)) {
      const rest = branch(inside, depth + 1);
      const own = combine(prefer, a.flags);
      const both = own | combine(own, at(rest).flags);
      t = addressOf(node(CAT, both, t, rest));
    }
    if (first == 0) return t;
    return addressOf(node(CAT, top | combine(top, at(t).flags), finishRow(first, last, top), t));
  }
  return finishRow(first, last, top);
}

/** Whether the branch ends, after what is skipped. */
function atBranchEnd(inside: bool): bool {
  skip();
  if (atEnd() || peek() == 124) return true;
  if (peek() != 41) return false;
  return inside || (flags & EXTENDED_ONLY) == 0;
}

/** What repeats an atom that has submatches, or that prefers otherwise than what is around it. */
function quantified(atom: usize, least: i32, most: i32, prefer: i32): usize {
  const a = at(atom);
  const own = a.flags & (LONGER | SHORTER | MIXED);
  if (least == 1 && most == 1 && (prefer == 0 || own == 0 || prefer == own)) return atom;
  const f = combine(prefer, a.flags);
  if ((a.flags & CAPTURES) == 0 || (flags & NO_CAPTURES) != 0) {
    if (least == 1 && most == 1) {
      const group = node(GROUP, f, atom, 0);
      return addressOf(group);
    }
    return repeat(atom, least, most, f);
  }
  if (least > 0) {
    // Only the last repetition's submatches are wanted: all but the last are repeated as a whole.
    const fewer = most == INFINITE ? INFINITE : most - 1;
    const before = fewer == 0 ? addressOf(node(EMPTY, 0, 0, 0)) : addressOf(repeatNode(atom, least - 1, fewer, f & (LONGER | SHORTER)));
    return addressOf(node(CAT, f, before, atom));
  }
  const made = node(ITER, f, atom, 0);
  made.value = least;
  made.most = most;
  return addressOf(made);
}

function repeatNode(atom: usize, least: i32, most: i32, f: i32): Node {
  const made = node(REPEAT, f, atom, 0);
  made.value = least;
  made.most = most;
  return made;
}

let quantLeast: i32 = 1;
let quantMost: i32 = 1;
let quantPrefers: i32 = 0;

function readQuantifier(): void {
  quantLeast = 1;
  quantMost = 1;
  quantPrefers = 0;
  const c = peek();
  if (c == 42 || c == 43 || c == 63) {
    setAt(place + 1);
    quantLeast = c == 43 ? 1 : 0;
    quantMost = c == 63 ? 1 : INFINITE;
    quantPrefers = readPreference();
    return;
  }
  if (c != 123 || !isDigit(peek(1))) return;
  setAt(place + 1);
  quantLeast = readCount();
  quantMost = quantLeast;
  let range = false;
  if (peek() == 44) {
    setAt(place + 1);
    range = true;
    quantMost = isDigit(peek()) ? readCount() : INFINITE;
    if (quantLeast > quantMost) fail(ERR_REGEX_BADBR);
  }
  if (atEnd()) fail(ERR_REGEX_BRACE);
  if (peek() != 125) fail(ERR_REGEX_BADBR);
  setAt(place + 1);
  const preference = readPreference();
  quantPrefers = range ? preference : 0;
}

function readPreference(): i32 {
  if (peek() != 63 || (flags & EXTENDED_ONLY) != 0) return LONGER;
  setAt(place + 1);
  return SHORTER;
}

function readCount(): i32 {
  let n = 0;
  for (; isDigit(peek()) && n < 255; setAt(place + 1)) n = n * 10 + peek() - 48;
  if (isDigit(peek()) || n > 255) fail(ERR_REGEX_BADBR);
  return n;
}

/** The constraint that is next, which is read, or -1. */
function readConstraint(): i32 {
  const c = peek();
  const lines = (flags & NLANCH) != 0;
  if (c == 94) {
    setAt(place + 1);
    return lines ? AT_LINE_START : AT_START;
  }
  if (c == 36) {
    setAt(place + 1);
    return lines ? AT_LINE_END : AT_END;
  }
  if (c == 92 && (flags & EXTENDED_ONLY) == 0) {
    const kind = escapedConstraint(peek(1));
    if (kind >= 0) setAt(place + 2);
    return kind;
  }
  // [[:<:]] and [[:>:]]
  if (
    c == 91 && peek(1) == 91 && peek(2) == 58 && (peek(3) == 60 || peek(3) == 62) && peek(4) == 58 && peek(5) == 93 &&
    peek(6) == 93
  ) {
    const kind = peek(3) == 60 ? AT_WORD_START : AT_WORD_END;
    setAt(place + 7);
    return kind;
  }
  return -1;
}

function escapedConstraint(letter: i32): i32 {
  switch (letter) {
    case 65:
      return AT_START;
    case 90:
      return AT_END;
    case 109:
      return AT_WORD_START;
    case 77:
      return AT_WORD_END;
    case 121:
      return AT_WORD_EDGE;
    case 89:
      return NOT_WORD_EDGE;
  }
  return -1;
}

function readAtom(depth: i32): usize {
  const c = peek();
  if (c == 42 || c == 43 || c == 63) fail(ERR_REGEX_BADRPT);
  if (c == 123 && isDigit(peek(1))) fail(ERR_REGEX_BADRPT);
  if (c == 40) return readGroup(depth);
  if (c == 46) {
    setAt(place + 1);
    return addressOf(setNode(anySet()));
  }
  if (c == 91) {
    setAt(place + 1);
    return addressOf(setNode(readBracket()));
  }
  if (c != 92) return addressOf(character(nextCharacter()));
  setAt(place + 1);
  const escaped = readEscape(groups);
  if (escapeLetter == 0) return addressOf(character(escaped));
  if (escapeLetter == 49) {
    if (escaped > <u32>groups || (escaped < 64 && (closed & (1 << <u64>escaped)) == 0)) fail(ERR_REGEX_SUBREG);
    fail(ERR_REGEX_BACK_REFERENCE);
  }
  return addressOf(setNode(escapeSet(escapeLetter)));
}

function readGroup(depth: i32): usize {
  setAt(place + 1);
  let number = 0;
  if (peek() == 63 && (flags & EXTENDED_ONLY) == 0) {
    const c = peek(1);
    const behind = c == 60 && (peek(2) == 61 || peek(2) == 33);
    if (c == 61 || c == 33 || behind) fail(ERR_REGEX_LOOK_AROUND);
    if (c != 58) fail(ERR_REGEX_BADRPT);
    setAt(place + 2);
  } else number = ++groups;
  const inner = parse(true, depth + 1);
  if (atEnd() || peek() != 41) fail(ERR_REGEX_PAREN);
  setAt(place + 1);
  if (number == 0) return inner;
  if (number < 64) closed |= 1 << <u64>number;
  const group = node(GROUP, at(inner).flags | CAPTURES, inner, 0);
  group.capture = number;
  return addressOf(group);
}
