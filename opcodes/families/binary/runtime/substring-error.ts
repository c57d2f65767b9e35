/** The error of a substring that would end before it begins, which bytea and bit share. */
import { fail } from '../../core/runtime/raise';
import { ERR_NEGATIVE_SUBSTRING } from './errors.generated.ts';

/** Raises it. */
export function failSubstring(): void {
  fail(ERR_NEGATIVE_SUBSTRING);
}
