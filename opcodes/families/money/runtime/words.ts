/** An amount in English words, as on a cheque (utils/adt/cash.c, cash_words). */
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety ';
const GROUPS = 'quadrillion trillion billion million thousand ';

let to: usize = 0;

function write(text: string): void {
  for (let i = 0; i < text.length; i++) store<u8>(to++, text.charCodeAt(i));
}

/** Writes word number `n` of a list in which each ends with a blank. */
function writeWord(list: string, n: i32): void {
  let i = 0;
  for (; n > 0; i++) if (list.charCodeAt(i) == 32) n--;
  for (; list.charCodeAt(i) != 32; i++) store<u8>(to++, list.charCodeAt(i));
}

/** A number below 100. */
function writeTens(value: i32): void {
  if (value < 20) writeWord(SMALL, value);
  else {
    writeWord(TENS, value / 10 - 2);
    if (value % 10 == 0) return;
    write(' ');
    writeWord(SMALL, value % 10);
  }
}

/** A number below 1000. */
function writeHundreds(value: i32): void {
  if (value > 99) {
    writeWord(SMALL, value / 100);
    write(' hundred');
    value %= 100;
    if (value == 0) return;
    // `ten` has an `and` before it, as all below twenty have.
    write(value < 20 ? ' and ' : ' ');
  }
  writeTens(value);
}

/** `One dollar and twenty three cents`. */
export function cash_words(a: i64): usize {
  const result = allocate(512);
  to = result;
  const magnitude = a < 0 ? 0 - <u64>a : <u64>a;
  if (a < 0) write('minus ');
  const dollars = magnitude / 100;
  let unit: u64 = 1000000000000000;
  for (let i = 0; i < 5; i++) {
    const group = <i32>((dollars / unit) % 1000);
    if (group > 0) {
      writeHundreds(group);
      write(' ');
      writeWord(GROUPS, i);
      write(' ');
    }
    unit /= 1000;
  }
  const last = <i32>(dollars % 1000);
  if (last > 0) writeHundreds(last);
  if (dollars == 0) write('zero');
  write(dollars == 1 ? ' dollar and ' : ' dollars and ');
  const cents = <i32>(magnitude % 100);
  writeTens(cents);
  write(cents == 1 ? ' cent' : ' cents');
  store<u8>(result, load<u8>(result) & 0xdf);
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}
