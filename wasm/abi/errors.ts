/** Errors: a raise notes what it was and traps; the host asks what it was after the trap. */
import { errorCount, errorTable } from './description';

const LONGEST: i32 = 1024;
/** The record that the host reads: row or -1; the address of the error's entry in the table, or 0 for one that is not there; the detail's address and length. */
const record = memory.data(16);
const detail = memory.data(1024);
const NONE: i32 = -1;
let raised: i32 = NONE;
let detailLength: i32 = 0;
let raisedRow: i32 = -1;

/** Tells a host that takes errors as texts (told.ts); an import, so that a kernel for others can be linked without it. */
// @ts-ignore: decorator
@external("env", "tell_host")
declare function tell_host(): void;

/** Notes the error and ends the run with a trap. */
export function raise(id: i32, pointer: usize, length: i32): void {
  raised = id;
  detailLength = min(length, LONGEST);
  memory.copy(detail, pointer, detailLength);
  tell_host();
  unreachable();
}

/** Sets the row that an error raised from now on belongs to; -1 for none that is known. */
export function startRow(row: i32): void {
  raisedRow = row;
}

/** Forgets the last error. */
export function forgetError(): void {
  raised = NONE;
  raisedRow = -1;
  detailLength = 0;
}

/** The record of the error that ended the last call, or 0 if none did: a trap without one is a fault. `%s` in the message stands for the detail. */
export function quern_error(): usize {
  return raised == NONE ? 0 : errorRecord();
}

/** The same of an error that there is. */
export function errorRecord(): usize {
  let entry = errorTable();
  const end = entry + 20 * errorCount();
  while (entry < end && load<i32>(entry) != raised) entry += 20;
  store<i32>(record, raisedRow);
  store<u32>(record, entry < end ? <u32>entry : 0, 4);
  store<u32>(record, <u32>detail, 8);
  store<i32>(record, detailLength, 12);
  return record;
}
