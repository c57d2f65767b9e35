/**
 * The one way out of a runtime function that fails: the host throws an SqlError, so nothing here ever
 * returns. The numbers of the errors are generated from `opcodes/language/errors.ts`.
 */

@external('env', 'raise')
declare function raise(errorId: i32, detailPointer: usize, detailLength: i32): void;

/** Raises an error whose message names a text. */
export function failWith(errorId: i32, pointer: usize, length: i32): void {
  raise(errorId, pointer, length);
  unreachable();
}

/** Raises an error whose message is complete as it is. */
export function fail(errorId: i32): void {
  raise(errorId, 0, 0);
  unreachable();
}
