/** What a command says beside its data, on the standard error. */
import { printable } from './printable.js';

/** Writes the line; control characters of the names and texts in it are shown escaped. */
export function say(text: string): void {
  process.stderr.write(`quern: ${printable(text)}\n`);
}
