/** The ending of an ordinal number: 1st, 2nd, 3rd, 4th and 11th (`get_th`). */
import { failWith } from '../../core/runtime/raise';
import { ERR_NOT_A_NUMBER } from './errors.generated.ts';
import { put } from './writer';

/** Adds the ending for a number in digits. */
export function putOrdinal(digits: usize, length: i32, capitals: bool): void {
  const last: u32 = length == 0 ? 0 : <u32>load<u8>(digits + length - 1);
  if (last - 48 >= 10) failWith(ERR_NOT_A_NUMBER, digits, length);
  const isTeen = length > 1 && load<u8>(digits + length - 2) == 49;
  const n = isTeen ? 0 : last - 48;
  const first: u32 = n == 1 ? 115 : n == 2 ? 110 : n == 3 ? 114 : 116;
  const second: u32 = n == 1 ? 116 : n == 2 || n == 3 ? 100 : 104;
  const shift: u32 = capitals ? 32 : 0;
  put(first - shift);
  put(second - shift);
}
