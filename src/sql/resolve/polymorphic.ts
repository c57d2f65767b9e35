/** Polymorphic types become actual ones (parser/parse_coerce.c, enforce_generic_type_consistency): `anyelement` and its kin. */
import { catalogType } from '../../catalog/catalog.js';
import { commonType } from './coercible.js';

export interface ActualTypes {
  readonly args: readonly string[];
  readonly result: string;
}

const pattern = /^any(compatible)?(element|array|nonarray|enum|range|multirange)?$/;

/** A polymorphic type: of the family of `anyelement` or of `anycompatible`, for an element or an array of it; null for another type. */
function kindOf(type: string): { readonly compatible: boolean; readonly array: boolean } | null {
  const match = type === 'any' ? null : pattern.exec(type);
  return match === null ? null : { compatible: match[1] !== undefined, array: match[2] === 'array' };
}

/** The types that arguments and result have in a call with these; undefined where they cannot be found. */
export function actualTypes(
  given: readonly string[],
  declared: readonly string[],
  result: string,
): ActualTypes | undefined {
  if (![...declared, result].some((type) => kindOf(type) !== null))
    return { args: declared.map((type, i) => (type === 'any' ? (given[i] ?? type) : type)), result };
  const plain = elementType(given, declared, false);
  const compatible = elementType(given, declared, true);
  const actual = (type: string, own: string): string | undefined => {
    const kind = kindOf(type);
    if (kind === null) return type === 'any' ? own : type;
    const element = kind.compatible ? compatible : plain;
    if (element === undefined) return undefined;
    return kind.array ? (catalogType(element).array ?? undefined) : element;
  };
  const args = declared.map((type, i) => actual(type, given[i] ?? 'unknown'));
  const known = args.flatMap((type) => (type === undefined ? [] : [type]));
  const of = actual(result, result);
  return known.length === args.length && of !== undefined ? { args: known, result: of } : undefined;
}

/** The element's type on which the arguments of one family of polymorphic types agree; literals alone are text for `anycompatible`. */
function elementType(given: readonly string[], declared: readonly string[], compatible: boolean): string | undefined {
  const found = declared.flatMap((type, i) => {
    const kind = kindOf(type);
    const own = given[i];
    if (kind?.compatible !== compatible || own === undefined || own === 'unknown') return [];
    const element = kind.array ? catalogType(own).element : own;
    return element === null ? [] : [element];
  });
  if (found.length > 0) return commonType(found);
  return compatible && declared.some((type) => kindOf(type)?.compatible === true) ? 'text' : undefined;
}
