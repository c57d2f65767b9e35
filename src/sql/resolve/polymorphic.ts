/** Polymorphic types become actual ones (parser/parse_coerce.c, enforce_generic_type_consistency): `anyelement` and its kin. */
import { catalogType } from '../../catalog/catalog.js';
import { commonType } from './coercible.js';

export interface ActualTypes {
  readonly args: readonly string[];
  readonly result: string;
}

const pattern = /^any(compatible)?(element|array|nonarray|enum|range|multirange)?$/;

/** The types that arguments and result have in a call with these; undefined where they cannot be found. */
export function actualTypes(
  given: readonly string[],
  declared: readonly string[],
  result: string,
): ActualTypes | undefined {
  if (![...declared, result].some((type) => type !== 'any' && pattern.test(type)))
    return { args: declared.map((type, i) => (type === 'any' ? (given[i] ?? type) : type)), result };
  const element = elementType(given, declared);
  if (element === undefined) return undefined;
  const actual = (type: string, own: string): string | undefined => {
    if (type === 'any') return own;
    const kind = pattern.exec(type);
    if (kind === null) return type;
    return kind[2] === 'array' ? (catalogType(element).array ?? undefined) : element;
  };
  const args = declared.map((type, i) => actual(type, given[i] ?? 'unknown'));
  const known = args.flatMap((type) => (type === undefined ? [] : [type]));
  const of = actual(result, result);
  return known.length === args.length && of !== undefined ? { args: known, result: of } : undefined;
}

/** The element's type on which the arguments agree. */
function elementType(given: readonly string[], declared: readonly string[]): string | undefined {
  const found = declared.flatMap((type, i) => {
    const kind = type === 'any' ? null : pattern.exec(type);
    const own = given[i];
    if (kind === null || own === undefined || own === 'unknown') return [];
    const element = kind[2] === 'array' ? catalogType(own).element : own;
    return element === null ? [] : [element];
  });
  return found.length === 0 ? undefined : commonType(found);
}
