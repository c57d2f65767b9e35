/** Polymorphic types become actual ones (parser/parse_coerce.c, enforce_generic_type_consistency): `anyelement` and its kin. */
import { catalogType } from '../../catalog/catalog.js';
import { typesOfRange } from '../../catalog/ranges.js';
import { commonType } from './coercible.js';
import { genericOf, partsOf, type Generic } from './generic.js';

export interface ActualTypes {
  readonly args: readonly string[];
  readonly result: string;
}

/** The types that arguments and result have in a call with these; undefined where they cannot be found. */
export function actualTypes(
  given: readonly string[],
  declared: readonly string[],
  result: string,
): ActualTypes | undefined {
  if (![...declared, result].some((type) => genericOf(type) !== undefined))
    return { args: declared.map((type, i) => (type === 'any' ? (given[i] ?? type) : type)), result };
  const plain = familyTypes(given, declared, false);
  const compatible = familyTypes(given, declared, true);
  const actual = (type: string, own: string): string | undefined => {
    const generic = genericOf(type);
    if (generic === undefined) return type === 'any' ? own : type;
    return typeFor(generic, generic.compatible ? compatible : plain);
  };
  const args = declared.map((type, i) => actual(type, given[i] ?? 'unknown'));
  const known = args.flatMap((type) => (type === undefined ? [] : [type]));
  const of = actual(result, result);
  return known.length === args.length && of !== undefined ? { args: known, result: of } : undefined;
}

/** What the arguments of one family of polymorphic types agree on. */
interface FamilyTypes {
  readonly element: string | undefined;
  readonly range: string | undefined;
}

function typeFor({ kind }: Generic, { element, range }: FamilyTypes): string | undefined {
  switch (kind) {
    case 'range':
      return range;
    case 'multirange':
      return range === undefined ? undefined : typesOfRange(range)?.multirange;
    case 'array':
      return element === undefined ? undefined : (catalogType(element).array ?? undefined);
    default:
      return element;
  }
}

/** Literals alone are text for `anycompatible`. */
function familyTypes(given: readonly string[], declared: readonly string[], compatible: boolean): FamilyTypes {
  const found = declared.flatMap((type, i) => {
    const generic = genericOf(type);
    const own = given[i];
    if (generic?.compatible !== compatible || own === undefined || own === 'unknown') return [];
    return partsOf(own, generic.kind) ?? [];
  });
  const range = found.find((parts) => parts.range !== undefined)?.range;
  if (found.length > 0) return { element: commonType(found.map(({ element }) => element)), range };
  const isText = compatible && declared.some((type) => genericOf(type)?.compatible === true);
  return { element: isText ? 'text' : undefined, range };
}
