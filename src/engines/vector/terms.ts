/** The words of a step's form, with the places of operands for their names: looked up once for each form. */
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { OperandWord, VectorStep, WordTerm } from './step.js';

/** No row, all rows, an operand's booleans or null flags, a bitmap of a column, or an operation. */
export type Term =
  | { readonly op: 'none' | 'all' }
  | { readonly op: 'value' | 'null'; readonly place: number }
  | { readonly op: 'bitmap'; readonly place: number; readonly lane: '_values' | '_validity' }
  | { readonly op: 'not'; readonly a: Term }
  | { readonly op: 'and' | 'or' | 'xor'; readonly a: Term; readonly b: Term };

/** An operand that is written, or jumped to, and by which rows. */
export interface OperandTerm {
  readonly operand: number;
  readonly term: Term;
}

export interface Terms {
  /** The value of the output, where the inputs are booleans. */
  readonly value: Term | undefined;
  readonly more: readonly OperandTerm[];
  readonly nulls: readonly OperandTerm[];
  readonly jumps: readonly OperandTerm[];
  readonly ends: Term | undefined;
  /** The places of the operands that must be booleans for the step to have its form at all. */
  readonly booleans: readonly number[];
  /** The places of those that must be booleans for the value to be words. */
  readonly valueBooleans: readonly number[];
}

const known = new WeakMap<VectorStep, Terms>();

export function termsOf(form: VectorStep, info: OpcodeInfo): Terms {
  let terms = known.get(form);
  if (terms === undefined) {
    terms = findTerms(form, info);
    known.set(form, terms);
  }
  return terms;
}

function findTerms({ value, more = [], nulls = [], jumps = [], ends }: VectorStep, info: OpcodeInfo): Terms {
  const term = (words: WordTerm | undefined): Term | undefined =>
    words === undefined ? undefined : placed(words, info);
  const each = (list: readonly OperandWord[]): OperandTerm[] =>
    list.map(([operand, words]) => ({ operand, term: placed(words, info) }));
  const found = {
    value: term(value?.words),
    more: each(more),
    nulls: each(nulls),
    jumps: each(jumps),
    ends: term(ends),
  };
  const all = [...found.nulls, ...found.jumps, ...found.more].map((one) => one.term);
  return {
    ...found,
    booleans: [...all, found.ends].flatMap(valuesIn),
    valueBooleans: valuesIn(found.value),
  };
}

function placed(words: WordTerm, info: OpcodeInfo): Term {
  if (words === 0) return { op: 'none' };
  if (words === 1) return { op: 'all' };
  if (typeof words !== 'string')
    return words[0] === 'not'
      ? { op: 'not', a: placed(words[1], info) }
      : { op: words[0], a: placed(words[1], info), b: placed(words[2], info) };
  for (const [place, { name, kind }] of info.operands.entries()) {
    if (words === name) return { op: 'value', place };
    if (words === `${name}_null`) return { op: 'null', place };
    if (kind !== 'column') continue;
    for (const lane of ['_values', '_validity'] as const)
      if (words === `${name}${lane}`) return { op: 'bitmap', place, lane };
  }
  throw new SqlError('XX000', `${info.name}: ${words} is no operand`);
}

/** The places of operands of which the booleans are needed, not only flags. */
function valuesIn(term: Term | undefined): readonly number[] {
  if (term === undefined) return [];
  if (term.op === 'value') return [term.place];
  if (term.op === 'not') return valuesIn(term.a);
  return 'b' in term ? [...valuesIn(term.a), ...valuesIn(term.b)] : [];
}
