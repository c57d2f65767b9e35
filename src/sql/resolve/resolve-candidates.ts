/**
 * Which of several operators or functions of one name is meant (parser/parse_func.c: func_match_argtypes and
 * func_select_candidate; the steps are those of the manual's chapter on type conversion).
 */
import { catalogType } from '../../catalog/catalog.js';
import { canCoerce } from './coercible.js';
import { present } from '../analyze/item.js';

interface Candidate {
  readonly args: readonly string[];
}
export type Selected<T> = T | 'none' | 'ambiguous';

export function selectCandidate<T extends Candidate>(inputs: readonly string[], all: readonly T[]): Selected<T> {
  const matching = all.filter(
    (candidate) => candidate.args.length === inputs.length && canCoerce(inputs, candidate.args, 'implicit'),
  );
  if (matching.length === 0) return 'none';
  if (matching.length === 1) return present(matching[0]);
  return decide(inputs, matching) ?? 'ambiguous';
}

function decide<T extends Candidate>(inputs: readonly string[], matching: readonly T[]): T | undefined {
  const exact = best(matching, (candidate) => count(inputs, candidate, (input, arg) => arg === input));
  if (exact.length === 1) return exact[0];
  const preferring = best(exact, (candidate) =>
    count(inputs, candidate, (input, arg) => arg === input || isPreferred(arg, catalogType(input).category)),
  );
  if (preferring.length === 1 || !inputs.includes('unknown'))
    return preferring.length === 1 ? preferring[0] : undefined;
  const byCategory = ofUnknownCategories(inputs, preferring);
  if (byCategory.length === 1) return byCategory[0];
  return assumingKnownType(inputs, byCategory);
}

/** How many known inputs fit the candidate in a sense. */
function count(inputs: readonly string[], { args }: Candidate, fits: (input: string, arg: string) => boolean): number {
  return inputs.filter((input, index) => input !== 'unknown' && fits(input, present(args[index]))).length;
}

const isPreferred = (type: string, category: string) =>
  catalogType(type).category === category && catalogType(type).preferred;

/** The candidates with the most matches. */
function best<T>(candidates: readonly T[], matches: (candidate: T) => number): readonly T[] {
  const counts = candidates.map(matches);
  const most = Math.max(...counts);
  return candidates.filter((_, index) => counts[index] === most);
}

/** Unknown literals are strings if any candidate takes a string there, else of the category on which all agree. */
function ofUnknownCategories<T extends Candidate>(inputs: readonly string[], candidates: readonly T[]): readonly T[] {
  let kept = candidates;
  for (const [index, input] of inputs.entries()) {
    if (input !== 'unknown') continue;
    const taken = candidates.map((candidate) => catalogType(present(candidate.args[index])));
    const category = taken.some((type) => type.category === 'S') ? 'S' : present(taken[0]).category;
    if (category !== 'S' && taken.some((type) => type.category !== category)) return candidates;
    const preferred = taken.some((type) => type.category === category && type.preferred);
    kept = kept.filter((candidate) => {
      const type = catalogType(present(candidate.args[index]));
      return type.category === category && (!preferred || type.preferred);
    });
  }
  return kept.length > 0 ? kept : candidates;
}

/** When all known inputs have one type, the unknown ones may have it too, if that leaves one candidate. */
function assumingKnownType<T extends Candidate>(inputs: readonly string[], candidates: readonly T[]): T | undefined {
  const [known, ...others] = new Set(inputs.filter((input) => input !== 'unknown'));
  if (known === undefined || others.length > 0) return undefined;
  const assumed = inputs.map(() => known);
  const fitting = candidates.filter((candidate) => canCoerce(assumed, candidate.args, 'implicit'));
  return fitting.length === 1 ? fitting[0] : undefined;
}
