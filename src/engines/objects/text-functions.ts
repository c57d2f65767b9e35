/** Functions of texts as they are over JavaScript's strings, by PostgreSQL's names; the others encode their texts into linear memory. The definitions' examples hold for both. */
import { likeTest, matches } from './like.js';
import { characters, compareTexts, lower, upper } from './strings.js';
import type { RowValue } from './tree.js';

export interface TextFunction {
  readonly call: (...args: string[]) => RowValue;
  /** The function of its first argument where the second one is a constant. */
  readonly prepare?: (second: string) => (first: string) => RowValue;
  /** Whether it is `===`, which has a site of its own. */
  readonly isEquality?: true;
}

const test = (holds: (a: string, b: string) => boolean): TextFunction => ({ call: (a = '', b = '') => +holds(a, b) });

function like(folds: boolean, negated: boolean): TextFunction {
  return {
    call: (a = '', b = '') => +(matches(a, b, folds) !== negated),
    prepare: (pattern) => {
      const holds = likeTest(pattern, folds);
      return (text) => +(holds(text) !== negated);
    },
  };
}

const less = test((a, b) => compareTexts(a, b) < 0);
const lessOrEqual = test((a, b) => compareTexts(a, b) <= 0);
const greater = test((a, b) => compareTexts(a, b) > 0);
const greaterOrEqual = test((a, b) => compareTexts(a, b) >= 0);

export const textFunctions: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ['texteq', { ...test((a, b) => a === b), isEquality: true }],
  ['textne', test((a, b) => a !== b)],
  ['text_lt', less],
  ['text_le', lessOrEqual],
  ['text_gt', greater],
  ['text_ge', greaterOrEqual],
  ['text_pattern_lt', less],
  ['text_pattern_le', lessOrEqual],
  ['text_pattern_gt', greater],
  ['text_pattern_ge', greaterOrEqual],
  ['text_starts_with', test((a, b) => a.startsWith(b))],
  ['textcat', { call: (a = '', b = '') => a + b }],
  ['textlen', { call: (a = '') => characters(a) }],
  ['lower', { call: (a = '') => lower(a) }],
  ['upper', { call: (a = '') => upper(a) }],
  ['textlike', like(false, false)],
  ['textnlike', like(false, true)],
  ['texticlike', like(true, false)],
  ['texticnlike', like(true, true)],
]);
