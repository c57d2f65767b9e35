/** Dotted names, as the parser gives them. */
import type { Node } from 'libpg-query';

/** The parts of a name; a star is not one. */
export function nameParts(fields: readonly Node[] | undefined): string[] {
  return (fields ?? []).flatMap((field) => ('String' in field ? [field.String.sval ?? ''] : []));
}
