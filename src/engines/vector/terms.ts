/** What a step does to words, with the places of operands for their names. */
import { SqlError } from '../../error.js';
import type { OpcodeInfo } from '../../program/metadata.js';
import type { OperandWord, WordTerm } from './step.js';

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

/** All terms are objects of one hidden class, because the translator reads them all at the same places. */
const shaped = (op: Term['op'], place: number, lane: string, a?: Term, b?: Term): Term =>
  ({ op, place, lane, a, b }) as unknown as Term;

export const termsOf = (list: readonly OperandWord[], info: OpcodeInfo): readonly OperandTerm[] =>
  list.map(([operand, words]) => ({ operand, term: placed(words, info) }));

export function placed(words: WordTerm, info: OpcodeInfo): Term {
  if (words === 0) return shaped('none', -1, '');
  if (words === 1) return shaped('all', -1, '');
  if (typeof words !== 'string')
    return words[0] === 'not'
      ? shaped('not', -1, '', placed(words[1], info))
      : shaped(words[0], -1, '', placed(words[1], info), placed(words[2], info));
  for (const [place, { name, kind }] of info.operands.entries()) {
    if (words === name) return shaped('value', place, '');
    if (words === `${name}_null`) return shaped('null', place, '');
    if (kind !== 'column') continue;
    for (const lane of ['_values', '_validity'] as const)
      if (words === `${name}${lane}`) return shaped('bitmap', place, lane);
  }
  throw new SqlError('XX000', `${info.name}: ${words} is no operand`);
}

/** The places of operands of which the booleans are needed, not only flags. */
export function valuesIn(term: Term | undefined): readonly number[] {
  if (term === undefined) return [];
  switch (term.op) {
    case 'value':
      return [term.place];
    case 'not':
      return valuesIn(term.a);
    case 'and':
    case 'or':
    case 'xor':
      return [...valuesIn(term.a), ...valuesIn(term.b)];
    default:
      return [];
  }
}
