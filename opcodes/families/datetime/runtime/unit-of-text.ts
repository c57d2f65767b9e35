/** The unit that a text names, as extract and date_trunc take it: in any case, cut at 63 bytes; and their errors about it. */
import { toLower } from '../../core/runtime/characters';
import { UNKNOWN_FIELD } from '../../core/runtime/datetime-codes';
import { stringLength } from '../../core/runtime/datetime-number';
import { failWith } from '../../core/runtime/raise';
import { ERR_UNIT_NOT_RECOGNIZED_TIMESTAMP } from './errors.generated.ts';
import { unitOrKeyword, unitType, unitValue } from './unit-words';

/** The types that units are of, in the order of their errors. */
export const OF_TIMESTAMP: i32 = 0;
export const OF_TIMESTAMPTZ: i32 = 1;
export const OF_DATE: i32 = 2;
export const OF_TIME: i32 = 3;
export const OF_TIMETZ: i32 = 4;
export const OF_INTERVAL: i32 = 5;

/** NAMEDATALEN less its terminator. */
const LONGEST: i32 = 63;
const WORD = memory.data(64);

export let unitKind: i32 = 0;
export let unit: i32 = 0;

/** A text as a zero-terminated lower-case word in static memory, cut at `longest` bytes but not inside a character. */
export function lowerWord(word: usize, text: usize, length: i32, longest: i32): void {
  let end = min(length, longest);
  if (end < length) while (end > 0 && (load<u8>(text + end) & 0xc0) == 0x80) end--;
  for (let i = 0; i < end; i++) store<u8>(word + i, toLower(load<u8>(text + i)));
  store<u8>(word + end, 0);
}

/** Finds the unit and its kind: UNITS, RESERV or another. */
export function readUnit(text: usize, length: i32): void {
  lowerWord(WORD, text, length, LONGEST);
  unitKind = unitOrKeyword(WORD);
  unit = unitKind == UNKNOWN_FIELD ? 0 : unitValue;
}

/** Finds the unit without the words that only dates have, such as dow. */
export function readPlainUnit(text: usize, length: i32): void {
  lowerWord(WORD, text, length, LONGEST);
  unitKind = unitType(WORD);
  unit = unitKind == UNKNOWN_FIELD ? 0 : unitValue;
}

/** The unit is no unit at all. */
export function failNotRecognized(type: i32): void {
  failWith(ERR_UNIT_NOT_RECOGNIZED_TIMESTAMP + 2 * type, WORD, stringLength(WORD));
}

/** The type does not have the unit. */
export function failNotSupported(type: i32): void {
  failWith(ERR_UNIT_NOT_RECOGNIZED_TIMESTAMP + 2 * type + 1, WORD, stringLength(WORD));
}
