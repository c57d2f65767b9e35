/** The errors of domains, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

export const declaredErrors = {
  DOMAIN_VIOLATION: { code: '23514', message: 'value for domain %s' },
  DOMAIN_NULL: { code: '23502', message: 'domain %s does not allow null values' },
} as const satisfies Record<string, ErrorDefinition>;
