/** Polymorphic types and the parts of actual ones: of what an array, a range or a multirange consists. */
import { catalogType } from '../../catalog/catalog.js';
import { typesOfMultirange, typesOfRange } from '../../catalog/ranges.js';

type GenericKind = 'element' | 'array' | 'nonarray' | 'enum' | 'range' | 'multirange';

/** A polymorphic type: of the family of `anyelement` or of `anycompatible`, and what it stands for. */
export interface Generic {
  readonly compatible: boolean;
  readonly kind: GenericKind;
}

const pattern = /^any(compatible)?(element|array|nonarray|enum|range|multirange)?$/;

/** What a polymorphic type stands for; undefined for another type. */
export function genericOf(type: string): Generic | undefined {
  const match = type === 'any' ? null : pattern.exec(type);
  if (match === null) return undefined;
  return { compatible: match[1] !== undefined, kind: (match[2] ?? 'element') as GenericKind };
}

/** What an argument says of the types in a call: that of elements, and the range type where there is one. */
export interface GenericParts {
  readonly element: string;
  readonly range?: string;
}

/** The parts of an actual type in the place of a polymorphic one; undefined where it does not fit there. */
export function partsOf(type: string, kind: GenericKind): GenericParts | undefined {
  const { element, kind: actual } = catalogType(type);
  switch (kind) {
    case 'element':
      return { element: type };
    case 'nonarray':
      return element === null ? { element: type } : undefined;
    case 'enum':
      return actual === 'e' ? { element: type } : undefined;
    case 'array':
      return element === null ? undefined : { element };
    case 'range':
    case 'multirange': {
      const found = kind === 'range' ? typesOfRange(type) : typesOfMultirange(type);
      return found === undefined ? undefined : { element: found.subtype, range: found.range };
    }
  }
}
