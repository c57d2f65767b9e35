/** Normalisation forms of Unicode (utils/adt/varlena.c, unicode_normalize_func); the host makes them. */
import { failWith } from '../../core/runtime/raise';
import { ERR_NORMALIZATION_FORM } from './errors.generated.ts';

@external('env', 'normalize_text')
declare function normalize_text(form: i32, text: usize, length: i32): usize;

/** Where the length of the reference that a function returned last is. */
const RESULT_LENGTH: usize = 16;

/** The letter in upper case. */
// @ts-ignore: decorator
@inline
function upper(at: usize): i32 {
  return load<u8>(at) & 0xdf;
}

/** The place of a form's name among NFC, NFD, NFKC and NFKD. */
function formOf(name: usize, length: i32): i32 {
  const isShort = length == 3;
  if ((isShort || length == 4) && upper(name) == 78 && upper(name + 1) == 70 && (isShort || upper(name + 2) == 75)) {
    const last = upper(name + length - 1);
    if (last == 67 || last == 68) return (isShort ? 0 : 2) + last - 67;
  }
  failWith(ERR_NORMALIZATION_FORM, name, length);
  return 0;
}

/** The text in the form of that name. */
export function unicode_normalize_func(a: usize, aLength: i32, form: usize, formLength: i32): usize {
  return normalize_text(formOf(form, formLength), a, aLength);
}

/** Whether the text is in the form. */
export function unicode_is_normalized(a: usize, aLength: i32, form: usize, formLength: i32): i32 {
  const text = normalize_text(formOf(form, formLength), a, aLength);
  return load<i32>(RESULT_LENGTH) == aLength && memory.compare(text, a, aLength) == 0 ? 1 : 0;
}
