/**
 * Work that grows faster than what a function is given: the function counts it, and it ends where the caller's limit is. The control cells are those of
 * `opcodes/language/control.ts`.
 */
import { fail } from './raise';
import { ERR_TOO_MUCH_WORK } from './errors.generated.ts';

const WORK: usize = 136;
const WORK_LIMIT: usize = 144;

/** Counts units of about a nanosecond, before they are taken or soon after. */
export function countWork(units: u64): void {
  const work = load<u64>(WORK) + units;
  store<u64>(WORK, work);
  const limit = load<u64>(WORK_LIMIT);
  if (limit != 0 && work > limit) fail(ERR_TOO_MUCH_WORK);
}
