/** What a cast to a domain calls when the value is none of it; neither function returns. */
import { failWith } from '../../core/runtime/raise';
import { ERR_DOMAIN_NULL, ERR_DOMAIN_VIOLATION } from './errors.generated.ts';

/** The text is the domain's name and which constraint is violated. */
export function domain_violation(detail: usize, length: i32): i32 {
  failWith(ERR_DOMAIN_VIOLATION, detail, length);
  return 0;
}

/** The text is the domain's name. */
export function domain_null(name: usize, length: i32): i32 {
  failWith(ERR_DOMAIN_NULL, name, length);
  return 0;
}
