/** The numbers of a date or a time in the messages of make_date and its like: %d-%02d-%02d and %d:%02d:%02g of C's printf. */
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { failWith } from '../../core/runtime/raise';
import { writeGeneral } from './general-format';

const TEXT = memory.data(128);
let at: usize = TEXT;

function writeByte(byte: u32): void {
  store<u8>(at++, byte);
}

/** At least `width` characters, filled with zeros after the sign. */
function writeInteger(value: i32, width: i32): void {
  const magnitude = <u64>abs(<i64>value);
  if (value < 0) {
    writeByte(45);
    width--;
  }
  at = writeDigits(at, magnitude, max(width, decimalLength(magnitude)));
}

export function beginDetail(): void {
  at = TEXT;
}

export function detailDate(year: i32, month: i32, day: i32): void {
  writeInteger(year, 1);
  writeByte(45);
  writeInteger(month, 2);
  writeByte(45);
  writeInteger(day, 2);
}

export function detailSpace(): void {
  writeByte(32);
}

export function detailTime(hour: i32, minute: i32, second: f64): void {
  writeInteger(hour, 1);
  writeByte(58);
  writeInteger(minute, 2);
  writeByte(58);
  at = writeGeneral(at, second, 2);
}

export function detailGeneral(value: f64): void {
  at = writeGeneral(at, value, 0);
}

export function failWithFields(error: i32): void {
  failWith(error, TEXT, <i32>(at - TEXT));
}
