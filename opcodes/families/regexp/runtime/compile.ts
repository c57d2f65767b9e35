/** From a pattern to what runs it, for one call or for a program whose pattern is a constant; and the options that functions are given. */
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { makeAutomaton } from './automaton';
import { isTooComplex } from './complexity';
import { ERR_REGEX_BASIC, ERR_REGEX_OPTION, ERR_REGEX_TOO_BIG } from './errors.generated.ts';
import { constrained, groups, parsePattern } from './parse';
import { beginPattern } from './pattern';
import { EXPANDED, ICASE, NLANCH, NLSTOP, NO_CAPTURES, Program, QUOTE, newProgram, setLasting, take } from './program';
import { beginSets, makeClasses } from './sets';
import { prepareSubsets, subsetBytes, takeSubsets } from './subsets';
import { SHORTER, at, countStates, startsAnchored } from './tree';

const MOST_STATES: i32 = 200_000;
/** Bytes of the automaton of sets, of a constant pattern and of one for a single call. */
const LASTING_CACHE: i32 = 131_072;
const PASSING_CACHE: i32 = 16_384;

export function compile(pattern: usize, length: i32, flags: i32): Program {
  beginSets(length);
  beginPattern(pattern, length, flags);
  const p = newProgram();
  p.root = parsePattern();
  const root = at(p.root);
  const most = countStates(p.root, MOST_STATES);
  if (most < 0) fail(ERR_REGEX_TOO_BIG);
  p.states = most + 2;
  p.captures = (flags & NO_CAPTURES) != 0 ? 0 : groups;
  p.shortest = (root.flags & SHORTER) != 0;
  p.anchored = startsAnchored(p.root);
  p.asserts = constrained;
  makeClasses(p);
  p.forward = makeAutomaton(p.root, most, false);
  p.forwardEntry = root.entry;
  p.forwardExit = root.exit;
  if (p.captures > 0) p.backward = makeAutomaton(p.root, most, true);
  p.list = take(p.states << 3);
  p.nextList = take(p.states << 3);
  p.marks = take(p.states << 2);
  p.stack = take((p.states << 3) + 16);
  if (isTooComplex(p, most)) fail(ERR_REGEX_TOO_BIG);
  return p;
}

/** A regular expression for one call. */
export function compileOnce(pattern: usize, length: i32, flags: i32): Program {
  setLasting(false);
  const p = compile(pattern, length, flags);
  prepareSubsets(p, PASSING_CACHE);
  takeSubsets(p, allocate(subsetBytes(p)));
  return p;
}

/** A regular expression that lasts as long as the program. */
export function compileLasting(pattern: usize, length: i32, flags: i32): usize {
  setLasting(true);
  const scratch = allocate(0);
  const p = compile(pattern, length, flags);
  prepareSubsets(p, LASTING_CACHE);
  takeSubsets(p, take(subsetBytes(p)));
  shrinkTo(scratch);
  setLasting(false);
  return changetype<usize>(p);
}

/** Whether the options that were read last have a g. */
export let global: bool = false;

/** The flags of options as functions take them. */
export function readFlags(options: usize, length: i32): i32 {
  let flags = 0;
  global = false;
  // PostgreSQL's e, which is meant for extended expressions, makes them basic.
  let basic = false;
  for (let i = 0; i < length; i++) {
    switch (<i32>load<u8>(options + i)) {
      case 103: // g
        global = true;
        break;
      case 98: // b
        basic = true;
        flags &= ~QUOTE;
        break;
      case 99: // c
        flags &= ~ICASE;
        break;
      case 101: // e
        basic = true;
        break;
      case 105: // i
        flags |= ICASE;
        break;
      case 109: // m
      case 110: // n
        flags |= NLSTOP | NLANCH;
        break;
      case 112: // p
        flags = (flags | NLSTOP) & ~NLANCH;
        break;
      case 113: // q
        flags |= QUOTE;
        break;
      case 115: // s
        flags &= ~(NLSTOP | NLANCH);
        break;
      case 116: // t
        flags &= ~EXPANDED;
        break;
      case 119: // w
        flags = (flags & ~NLSTOP) | NLANCH;
        break;
      case 120: // x
        flags |= EXPANDED;
        break;
      default: {
        const lead = <u32>load<u8>(options + i);
        failWith(ERR_REGEX_OPTION, options + i, lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
      }
    }
  }
  if (basic && (flags & QUOTE) == 0) fail(ERR_REGEX_BASIC);
  return flags;
}
