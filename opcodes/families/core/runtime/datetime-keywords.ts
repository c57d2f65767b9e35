/** The words of dates and times (`datetktbl` in `utils/adt/datetime.c`) and the names of time zones. */
import { UNKNOWN_FIELD } from './datetime-codes';
import { sessionZone } from './session-clock';
import { KEYWORDS, KEYWORD_COUNT } from './keywords.generated.ts';
import { isSessionWord, sessionWordIsFixed } from './zone-abbreviation';
import { TIME_ZONES, TIME_ZONE_COUNT } from './timezones.generated.ts';

/** The value of the keyword that was found last. */
export let keywordValue: i32 = 0;

/** The kind of a zero-terminated lower-case word, with its value in `keywordValue`, or UNKNOWN_FIELD. */
export function keywordType(word: usize): i32 {
  // Entries hold the first eight bytes, then the ninth, the kind and the value; no keyword is longer.
  let head: u64 = 0;
  let length = 0;
  for (; length < 8 && load<u8>(word + length) != 0; length++) {
    head |= <u64>load<u8>(word + length) << (length << 3);
  }
  let ninth: u32 = 0;
  if (length == 8) {
    ninth = load<u8>(word + 8);
    if (ninth != 0 && load<u8>(word + 9) != 0) return UNKNOWN_FIELD;
  }
  for (let i = 0; i < KEYWORD_COUNT; i++) {
    const entry = KEYWORDS + (i << 4);
    if (load<u64>(entry) == head && <u32>load<u8>(entry, 8) == ninth) {
      keywordValue = <i32>load<u8>(entry, 10);
      return <i32>load<u8>(entry, 9);
    }
  }
  return UNKNOWN_FIELD;
}

/** Not the name of a time zone. */
export const NO_ZONE: i32 = 0;
/** An abbreviation for a fixed offset, such as EST: DST may follow it. */
export const STANDARD_ZONE: i32 = 1;
/** Any other abbreviation. */
export const OTHER_ABBREVIATION: i32 = 2;
/** A full name, such as America/New_York. */
export const FULL_ZONE: i32 = 3;

/**
 * Which time zone a zero-terminated lower-case word names. The offset is not needed: date and timestamp without time
 * zone ignore it. The table has hashes (FNV-1a) in ascending order, the kind in their two lowest bits.
 */
export function timeZoneKind(word: usize): i32 {
  if (sessionZone() != 0 && isSessionWord(word)) return sessionWordIsFixed ? STANDARD_ZONE : OTHER_ABBREVIATION;
  let hash: u32 = 0x811c9dc5;
  for (; load<u8>(word) != 0; word++) hash = (hash ^ <u32>load<u8>(word)) * 0x01000193;
  hash &= ~3;
  let low = 0;
  let high = TIME_ZONE_COUNT;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(TIME_ZONES + (middle << 2)) < hash) low = middle + 1;
    else high = middle;
  }
  if (low == TIME_ZONE_COUNT) return NO_ZONE;
  const found = load<u32>(TIME_ZONES + (low << 2));
  return (found & ~3) == hash ? <i32>(found & 3) : NO_ZONE;
}
