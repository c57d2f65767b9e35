/** A schema as the text that `--schema` takes. */
import { enumDeclaration } from '../catalog/declared-types.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
import type { BatchColumn } from '../memory/batch.js';

export function schemaText(schema: readonly BatchColumn[]): string {
  return schema
    .map(
      ({ name, type, notNull }) =>
        `${quoteIdentifier(name)} ${enumDeclaration(type) ?? type}${notNull ? ' not null' : ''}`,
    )
    .join(', ');
}
