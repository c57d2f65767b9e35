/**
 * What a time zone's name means: an abbreviation, a zone that the host has, or a POSIX specification (DecodeTimezoneName and pg_tzset). The
 * zone that was found last is kept here, and gives its offset at a local time or at an instant.
 */
import { sameBytes } from '../../core/runtime/compare';
import { FULL_ZONE, timeZoneKind } from '../../core/runtime/datetime-keywords';
import { stringLength } from '../../core/runtime/datetime-number';
import { failWith } from '../../core/runtime/raise';
import { isSessionWord, sessionWordIsFixed, sessionWordOffset, sessionWordOffsetAt } from '../../core/runtime/zone-abbreviation';
import { sessionZone } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { ABBREVIATIONS, ABBREVIATION_COUNT, ABBREVIATION_PIECES, ABBREVIATION_ZONES } from './abbreviations.generated.ts';
import { ERR_ZONE_NOT_KNOWN } from './errors.generated.ts';
import { offsetOfLocal } from './local-time';
import { posixZone } from './posix-zone';

/** The address of a zone's table, or 0 if the host has no such zone. */
@external('env', 'find_zone')
declare function findZone(name: usize, length: i32): usize;

/** One offset at all times; a zone's table; pieces, one list over local times and one over instants; or a word of the session's zone. */
const FIXED: i32 = 0;
const TABLE: i32 = 1;
const PIECES: i32 = 2;
const SESSION_WORD: i32 = 3;
let kind: i32 = 0;
let fixedOffset: i32 = 0;
let table: usize = 0;
let pieces: usize = 0;
let localPieces: i32 = 0;
let instantPieces: i32 = 0;
/** The zone that an abbreviation with pieces stands for. */
let zoneName: usize = 0;
let zoneNameLength: i32 = 0;
/** The abbreviation that the session's zone has for several offsets. */
let sessionWord: usize = 0;

export function useOffset(offset: i32): void {
  kind = FIXED;
  fixedOffset = offset;
}

export function useZone(address: usize): void {
  kind = TABLE;
  table = address;
}

/** Where the host counts how often it has thrown its tables away (`src/functions/zone-memory.ts`). */
const GENERATION: usize = 3 * 65536 + 32768;
/** The name that the host was asked for last, and what it said. */
const LAST_NAME = memory.data(256);
let lastLength: i32 = -1;
let lastZone: usize = 0;
let lastGeneration: i32 = 0;

function useHostZone(name: usize, length: i32): void {
  const isLast = length == lastLength && load<i32>(GENERATION) == lastGeneration && sameBytes(name, LAST_NAME, length);
  if (!isLast) {
    lastZone = findZone(name, length);
    // The platform's data base may be older than PostgreSQL's.
    if (lastZone == 0) failWith(ERR_ZONE_NOT_KNOWN, name, length);
    memory.copy(LAST_NAME, name, length);
    lastLength = length;
    lastGeneration = load<i32>(GENERATION);
  }
  useZone(lastZone);
}

/** An abbreviation, zero-terminated and in lower case. */
function findAbbreviation(word: usize): bool {
  let key: u64 = 0;
  let n = 0;
  for (; n < 8 && load<u8>(word + n) != 0; n++) key |= <u64>load<u8>(word + n) << (n << 3);
  if (n == 8 && load<u8>(word + 8) != 0) return false;
  let low = 0;
  let high = ABBREVIATION_COUNT;
  // The words are in the order of their letters, which is that of the key's bytes from the lowest.
  const order = bswap<u64>(key);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bswap<u64>(load<u64>(ABBREVIATIONS + (middle << 4))) < order) low = middle + 1;
    else high = middle;
  }
  const entry = ABBREVIATIONS + (low << 4);
  if (low == ABBREVIATION_COUNT || load<u64>(entry) != key) return false;
  if (load<u8>(entry, 8) == 0) {
    useOffset(load<i32>(entry, 12));
    return true;
  }
  zoneName = ABBREVIATION_ZONES + load<u16>(entry, 12);
  zoneNameLength = <i32>load<u8>(entry, 9);
  localPieces = <i32>load<u8>(entry, 10);
  instantPieces = <i32>load<u8>(entry, 11);
  if (localPieces == 0) {
    useHostZone(zoneName, zoneNameLength);
  } else {
    kind = PIECES;
    pieces = ABBREVIATION_PIECES + (<usize>load<u16>(entry, 14) << 3);
  }
  return true;
}

/** An abbreviation that the session's zone has means what it means there. */
function findSessionWord(word: usize): bool {
  if (!isSessionWord(word)) return false;
  if (sessionWordIsFixed) {
    useOffset(sessionWordOffset);
  } else {
    kind = SESSION_WORD;
    sessionWord = word;
  }
  return true;
}

/** Finds a zone by its zero-terminated lower-case abbreviation; false if there is none. */
export function useAbbreviation(word: usize): bool {
  return findSessionWord(word) || findAbbreviation(word);
}

/** Finds a zone by its zero-terminated lower-case name; false if there is none. */
export function useZoneName(word: usize): bool {
  if (useAbbreviation(word)) return true;
  if (timeZoneKind(word) == FULL_ZONE) {
    useHostZone(word, stringLength(word));
    return true;
  }
  // A colon is for a file's name, and there is no such file.
  const address = load<u8>(word) == 58 ? 0 : posixZone(word);
  if (address == 0) return false;
  useZone(address);
  return true;
}

/** The offset of the last piece that begins at or before a moment. */
function pieceOffset(at: usize, count: i32, seconds: i64): i32 {
  let offset = 0;
  for (let i = 0; i < count; i++) {
    const piece = load<i64>(at + (i << 3));
    if (piece >> 20 > seconds) break;
    offset = <i32>((piece << 44) >> 44);
  }
  return offset;
}

/** The zone's offset, in seconds east of Greenwich, at a local time in seconds from 1970. */
export function zoneOffsetOfLocal(local: i64): i32 {
  if (kind == FIXED) return fixedOffset;
  if (kind == SESSION_WORD) return sessionWordOffsetAt(sessionWord, local - offsetOfLocal(sessionZone(), local));
  return kind == TABLE ? offsetOfLocal(table, local) : pieceOffset(pieces, localPieces, local);
}

/** The same at an instant. */
export function zoneOffsetAt(instant: i64): i32 {
  if (kind == FIXED) return fixedOffset;
  if (kind == SESSION_WORD) return sessionWordOffsetAt(sessionWord, instant);
  return kind == TABLE ? offsetAt(table, instant) : pieceOffset(pieces + (localPieces << 3), instantPieces, instant);
}

/** A zone of one offset, as a table without transitions. */
const FIXED_ZONE = memory.data(16);

/** The table of the zone that was found last; of an abbreviation, that of its zone. */
export function zoneAsTable(): usize {
  if (kind == PIECES) useHostZone(zoneName, zoneNameLength);
  if (kind == TABLE) return table;
  if (kind == SESSION_WORD) return sessionZone();
  store<i32>(FIXED_ZONE, fixedOffset, 4);
  return FIXED_ZONE;
}

/** Whether the offset depends on the date. */
export function zoneChanges(): bool {
  return kind == PIECES || kind == SESSION_WORD || (kind == TABLE && table != 0 && load<i32>(table) != 0);
}
