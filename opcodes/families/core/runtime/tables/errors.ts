/** The numbers of the errors as constants for the runtime functions. */
import { errors } from '../../../../language/errors.js';

export function errorsSource(): string {
  return Object.keys(errors).map((name, id) => `export const ERR_${name}: i32 = ${id};`).join('\n') + '\n';
}
