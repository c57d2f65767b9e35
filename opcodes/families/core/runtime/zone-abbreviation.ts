/**
 * The abbreviations of a zone's offsets, such as CET and CEST (`src/functions/zone-names.ts`). At their address is how many there are (i32); from
 * byte 8 on they lie in order of time, 32 bytes each: from when on the offset is called so, in seconds from 1970 (i64), the offset in seconds east
 * of Greenwich (i32), the length of the word (i32), and the word.
 */
import { sessionZone } from './session-clock';
import { ZONE_NAMES, transitionOffset, transitionTime, transitionsUntil } from './zone-table';

const ENTRY: usize = 32;
/** UTC, which has no table. */
const UTC_NAMES = memory.data<u32>([1, 0, 0, 0x80000000, 0, 3, 0x435455, 0, 0, 0]);

/** The address of the zone's abbreviations; 0 when they are not known. */
function namesOf(zone: usize): usize {
  return zone == 0 ? UTC_NAMES : <usize>load<u32>(zone, ZONE_NAMES);
}

// @ts-ignore: decorator
@inline
function entryAt(names: usize, i: i32): usize {
  return names + 8 + <usize>i * ENTRY;
}

/** The entry for an offset at a moment, in seconds from 1970; 0 when the offset has no name. */
export function abbreviationAt(zone: usize, offset: i32, seconds: i64): usize {
  const names = namesOf(zone);
  if (names == 0) return 0;
  let found: usize = 0;
  for (let i = 0; i < load<i32>(names); i++) {
    const entry = entryAt(names, i);
    if (load<i32>(entry, 8) == offset && (found == 0 || load<i64>(entry) <= seconds)) found = entry;
  }
  return found;
}

export function abbreviationLength(entry: usize): i32 {
  return load<i32>(entry, 12);
}

export function abbreviationText(entry: usize): usize {
  return entry + 16;
}

/** Whether the entry's word is a zero-terminated one in lower case. */
function isWord(entry: usize, word: usize): bool {
  const length = abbreviationLength(entry);
  const text = abbreviationText(entry);
  for (let i = 0; i < length; i++) {
    const c = <u32>load<u8>(text + i);
    if (<u32>load<u8>(word + i) != (c - 65 < 26 ? c + 32 : c)) return false;
  }
  return load<u8>(word + length) == 0;
}

/** The offset of the abbreviation that the session's zone was asked for last, if it has only one. */
export let sessionWordOffset: i32 = 0;
export let sessionWordIsFixed: bool = false;

/** Whether the session's zone has the abbreviation, a zero-terminated word in lower case: then it means what it means there (TimeZoneAbbrevIsKnown). */
export function isSessionWord(word: usize): bool {
  const names = namesOf(sessionZone());
  if (names == 0) return false;
  let isKnown = false;
  for (let i = 0; i < load<i32>(names); i++) {
    const entry = entryAt(names, i);
    if (!isWord(entry, word)) continue;
    const offset = load<i32>(entry, 8);
    sessionWordIsFixed = !isKnown || (sessionWordIsFixed && offset == sessionWordOffset);
    if (!isKnown) sessionWordOffset = offset;
    isKnown = true;
  }
  return isKnown;
}

function isCalled(zone: usize, n: i32, word: usize): bool {
  const offset = transitionOffset(zone, n);
  const entry = abbreviationAt(zone, offset, transitionTime(zone, n));
  if (entry == 0 || !isWord(entry, word)) return false;
  sessionWordOffset = offset;
  return true;
}

/**
 * The offset that a word of the session's zone has at a moment, in seconds from 1970: that of the last time at or before it that was called so, or of
 * the first one after it (pg_interpret_timezone_abbrev).
 */
export function sessionWordOffsetAt(word: usize, seconds: i64): i32 {
  const zone = sessionZone();
  const n = transitionsUntil(zone, seconds);
  for (let i = n; i >= 0; i--) if (isCalled(zone, i, word)) return sessionWordOffset;
  for (let i = n + 1; i <= load<i32>(zone); i++) if (isCalled(zone, i, word)) return sessionWordOffset;
  return sessionWordOffset;
}
