/** Which types quern computes with, and how a column of another one is refused. */
import { formatType } from '../catalog/catalog.js';
import { types, type TypeName } from '../catalog/types.js';

/** Whether a type's values can be computed with. */
export const isComputed = (type: string): type is TypeName => Object.hasOwn(types, type);

export const supportedTypesHint = `quern computes with ${Object.values(types)
  .flatMap((type) => (type.element === undefined ? [type.sqlName] : []))
  .join(', ')}, and arrays of these.`;

/** The message (0A000) for a column that is there, but of a type that quern only walks past. */
export const unreadableColumn = (name: string, type: string): string =>
  `column "${name}" is of type ${formatType(type)}, which is not supported`;
