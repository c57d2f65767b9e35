/**
 * The time zone that a date/time text names, noted while it is decoded: an offset, or a word whose offset depends on the date, so that it can
 * only be found once the text is read to its end.
 */

/** The offset in seconds east of Greenwich; without the hour that DST adds. */
export let zoneOffset: i32 = 0;
/** The abbreviation or name, zero-terminated and in lower case, or 0. */
export let zoneWord: usize = 0;
/** The seconds that DST after an abbreviation adds. */
export let zoneDaylight: i32 = 0;
/** The first zone word of the text, even if another zone follows. */
export let firstZoneWord: usize = 0;
/** Whether the caller finds out by itself what a zone's name means, and that it exists. */
export let zonesAreResolved: bool = false;

export function resetZone(): void {
  noteOffset(0);
  firstZoneWord = 0;
}

export function resolveZones(caller: bool): void {
  zonesAreResolved = caller;
}

export function noteOffset(seconds: i32): void {
  zoneOffset = seconds;
  zoneWord = 0;
  zoneDaylight = 0;
}

export function noteZone(word: usize): void {
  noteOffset(0);
  zoneWord = word;
  if (firstZoneWord == 0) firstZoneWord = word;
}

export function noteDaylight(): void {
  zoneDaylight += 3600;
}
