/** The words for units of time (DecodeUnits and DecodeSpecial of `utils/adt/datetime.c`). */
import { UNKNOWN_FIELD } from '../../core/runtime/datetime-codes';
import { keywordType, keywordValue } from '../../core/runtime/datetime-keywords';
import { UNITS_OF_TIME, UNIT_COUNT } from './interval-units.generated.ts';

/** The value of the word that was found last. */
export let unitValue: i32 = 0;

/** The kind of a zero-terminated lower-case word for a unit, or UNKNOWN_FIELD. Only ten letters count. */
export function unitType(word: usize): i32 {
  let head: u64 = 0;
  let tail: u64 = 0;
  let n = 0;
  for (; n < 8 && load<u8>(word + n) != 0; n++) head |= <u64>load<u8>(word + n) << (n << 3);
  for (; n >= 8 && n < 10 && load<u8>(word + n) != 0; n++) tail |= <u64>load<u8>(word + n) << ((n - 8) << 3);
  for (let i = 0; i < UNIT_COUNT; i++) {
    const entry = UNITS_OF_TIME + (i << 4);
    if (load<u64>(entry) != head || (load<u64>(entry, 8) & 0xffff) != tail) continue;
    unitValue = <i32>load<u8>(entry, 11);
    return <i32>load<u8>(entry, 10);
  }
  return UNKNOWN_FIELD;
}

/** The kind of a word for a unit or of a date/time keyword, with its value in `unitValue`, or UNKNOWN_FIELD. */
export function unitOrKeyword(word: usize): i32 {
  const unit = unitType(word);
  if (unit != UNKNOWN_FIELD) return unit;
  const type = keywordType(word);
  if (type != UNKNOWN_FIELD) unitValue = keywordValue;
  return type;
}
