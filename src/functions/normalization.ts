/** The normalisation forms of Unicode, which the host's own functions make: the runtime has no tables for them. */
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import { SqlError } from '../error.js';

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'];

/** Marks that follow each other are put in order, which takes the square of their number; no text that is written has hundreds. */
const tooManyMarks = /\p{M}{257}/u;

/** The runtime's import `env.normalize_text`: the address of the text in a form, with its length where `textResult` leaves it. */
export function normalizeText(arena: Arena): (form: number, pointer: number, length: number) => number {
  return (form, pointer, length) => {
    const { i32, u8 } = arena.views;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(u8.subarray(pointer, pointer + length));
    if (tooManyMarks.test(text)) throw new SqlError('54000', 'too many marks in a row');
    const bytes = new TextEncoder().encode(text.normalize(forms[form]));
    const at = i32[control.scratchNext >> 2] ?? 0;
    if (at + bytes.length > (i32[control.scratchEnd >> 2] ?? 0)) throw new SqlError('53200', 'out of memory');
    i32[control.scratchNext >> 2] = at + ((bytes.length + 7) & -8);
    u8.set(bytes, at);
    i32[control.resultLength >> 2] = bytes.length;
    return at;
  };
}
