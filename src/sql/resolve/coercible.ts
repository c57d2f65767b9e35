/**
 * Which types can stand for which: whether arguments can become what a function declares, and which type several expressions
 * have in common (parser/parse_coerce.c: can_coerce_type, check_generic_type_consistency, select_common_type).
 */
import { catalogType } from '../../catalog/catalog.js';
import { findCoercionPathway, type CoercionContext } from './coercion-pathway.js';
import { genericOf, partsOf } from './generic.js';
import { present } from '../analyze/item.js';

/** Whether every input can become the target at its place. */
export function canCoerce(inputs: readonly string[], targets: readonly string[], context: CoercionContext): boolean {
  let generic = false;
  for (const [index, target] of targets.entries()) {
    const input = inputs[index];
    if (input === undefined) return false;
    if (input === target || target === 'any') continue;
    if (genericOf(target) !== undefined) generic = true;
    else if (input !== 'unknown' && findCoercionPathway(input, target, context) === undefined) return false;
  }
  return !generic || genericTypesAgree(inputs, targets);
}

/** Whether the actual types fit the polymorphic ones together. */
function genericTypesAgree(actual: readonly string[], declared: readonly string[]): boolean {
  const elements = new Set<string>();
  const ranges = new Set<string>();
  const compatible: string[] = [];
  for (const [index, type] of declared.entries()) {
    const given = actual[index];
    const generic = genericOf(type);
    if (generic === undefined || given === undefined || given === 'unknown') continue;
    const parts = partsOf(given, generic.kind);
    if (parts === undefined) return false;
    if (parts.range !== undefined) ranges.add(parts.range);
    if (generic.compatible) compatible.push(parts.element);
    else elements.add(parts.element);
  }
  return elements.size <= 1 && ranges.size <= 1 && (compatible.length === 0 || commonType(compatible) !== undefined);
}

/** The type chosen for a list, and where it met one of another category. */
export interface Selection {
  readonly type: string;
  readonly mismatch: number | undefined;
}

export function selectType(types: readonly string[]): Selection {
  const first = present(types[0]);
  let chosen = first;
  if (first !== 'unknown' && types.every((type) => type === first)) return { type: first, mismatch: undefined };
  for (const [index, type] of types.entries()) {
    if (type === 'unknown' || type === chosen) continue;
    if (chosen === 'unknown') chosen = type;
    else if (catalogType(type).category !== catalogType(chosen).category) return { type: chosen, mismatch: index };
    else if (
      !catalogType(chosen).preferred &&
      canCoerce([chosen], [type], 'implicit') &&
      !canCoerce([type], [chosen], 'implicit')
    )
      chosen = type;
  }
  return { type: chosen === 'unknown' ? 'text' : chosen, mismatch: undefined };
}

/** The common type, or undefined when there is none or not all can become it. */
export function commonType(types: readonly string[]): string | undefined {
  const { type, mismatch } = selectType(types);
  return mismatch === undefined && types.every((each) => canCoerce([each], [type], 'implicit')) ? type : undefined;
}
