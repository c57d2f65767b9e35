/** varchar(n): a text with a greatest length (utils/adt/varchar.c). A modifier is the length plus 4. */
import { textResult } from '../../core/runtime/scratch';
import { fitTo, varcharTooLong } from './length';

/** Reads a varchar(n). */
export function varcharin(a: usize, aLength: i32, modifier: i32): usize {
  return varchar(a, aLength, modifier, 0);
}

/** Writes a varchar. */
export function varcharout(a: usize, aLength: i32): usize {
  return textResult(a, aLength);
}

/** A varchar cut to the length of a modifier: an explicit cast cuts off anything, another only spaces. */
export function varchar(a: usize, aLength: i32, modifier: i32, isExplicit: i32): usize {
  if (modifier < 4) return textResult(a, aLength);
  const fits = fitTo(a, aLength, modifier - 4, isExplicit != 0);
  if (fits < 0) varcharTooLong(modifier - 4);
  return textResult(a, fits);
}
