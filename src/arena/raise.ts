/** Errors that a running program raises by number become SqlErrors. */
import { SqlError } from '../error.js';
import { errors } from './errors.generated.js';

export type ErrorText = (typeof errors)[number];
const added = new Map<number, ErrorText>();

/** Makes a family's errors known, which are numbered from `first`. */
export function addErrors(first: number, list: readonly ErrorText[]): void {
  list.forEach((error, i) => {
    added.set(first + i, error);
  });
}

/** The SQLSTATE and the message of the error with that number; undefined for none of those that are known. */
export const errorText = (id: number): ErrorText | undefined => errors[id] ?? added.get(id);

/** Throws the error with that number; `detail` takes the place of `%s` in its message. */
export function raise(id: number, detail = ''): never {
  const error = errorText(id);
  if (error === undefined) throw new SqlError('XX000', `a program raised the unknown error ${id}`);
  throw new SqlError(
    error.code,
    error.message.replace('%s', () => detail),
    { detail: error.detail, hint: error.hint },
  );
}

/** `raise` as WebAssembly calls it: the detail is a text in linear memory. */
export function raiseIn(memory: WebAssembly.Memory): (id: number, pointer: number, length: number) => never {
  return (id, pointer, length) =>
    raise(id, length === 0 ? '' : new TextDecoder().decode(new Uint8Array(memory.buffer, pointer, length)));
}
