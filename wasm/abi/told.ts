/** An error for a host that takes it as a text, before the trap: `22012: division by zero`. */
import { errorRecord } from './errors';

@external("env", "clickhouse_throw")
declare function clickhouse_throw(message: usize, length: u32): void;

const LONGEST: usize = 2048;
const text = memory.data(2048);
const CODE: i32 = 5;
const PERCENT: u8 = 0x25;

/** Gives ClickHouse the last error, which ends the call. */
export function tell_host(): void {
  const record = errorRecord();
  const entry = <usize>load<u32>(record, 4);
  let at = text;
  if (entry != 0) {
    memory.copy(at, entry + 4, CODE);
    store<u16>(at + CODE, 0x203a);
    at = message(at + CODE + 2, entry, load<u32>(record, 8), load<u32>(record, 12));
  }
  clickhouse_throw(text, <u32>(at - text));
}

/** Writes the entry's message, with the detail in the place of `%s`, as far as there is room. */
function message(to: usize, entry: usize, detail: usize, detailLength: u32): usize {
  const from = <usize>load<u32>(entry, 12);
  const length = <usize>load<u32>(entry, 16);
  let at = to;
  for (let n: usize = 0; n < length && at < text + LONGEST; n++) {
    const byte = load<u8>(from + n);
    if (byte != PERCENT) {
      store<u8>(at++, byte);
      continue;
    }
    // The one place there is: `%s`.
    n++;
    const size = min(<usize>detailLength, text + LONGEST - at);
    memory.copy(at, detail, size);
    at += size;
  }
  return at;
}
