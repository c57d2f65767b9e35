/** Functions of texts as they are over JavaScript's strings, by PostgreSQL's names; the others encode their texts into linear memory. The definitions' examples hold for both. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { likeTest, matches } from './like.js';
import { isLong, longLike } from './long-like.js';
import { characters, compareTexts, lower, upper } from './strings.js';
import type { RowValue } from './tree.js';
import type { WrittenFunction } from './written-function.js';

/** A function of strings as one of values; what it is given are strings. */
const ofStrings = (call: (...args: string[]) => RowValue): WrittenFunction => ({
  make: () => call as (...args: RowValue[]) => RowValue,
});
const test = (holds: (a: string, b: string) => boolean): WrittenFunction => ofStrings((a = '', b = '') => +holds(a, b));

/** A function that makes a string, which may not get longer than what linear memory has for a row's texts. */
const making = (call: (...args: string[]) => string): WrittenFunction => ({
  make: ({ scratchEnd, scratchStart }: Arena) =>
    ((...args: string[]) => {
      const text = call(...args);
      if (text.length > scratchEnd - scratchStart) throw new SqlError('53200', 'out of memory');
      return text;
    }) as (...args: RowValue[]) => RowValue,
});

function like(folds: boolean, negated: boolean): WrittenFunction {
  const runtime = folds ? 'texticlike' : 'textlike';
  return {
    make: (arena) => {
      const long = longLike(arena, runtime);
      const like = (a: string, b: string): number => +((isLong(a, b) ? long(a, b) : matches(a, b, folds)) !== negated);
      return like as (...args: RowValue[]) => RowValue;
    },
    prepare: (second, arena) => {
      const pattern = String(second);
      const long = longLike(arena, runtime);
      const holds = likeTest(pattern, folds);
      return (first) => {
        const text = first as string;
        return +((isLong(text, pattern) ? long(text, pattern) : holds(text)) !== negated);
      };
    },
  };
}

const less = test((a, b) => compareTexts(a, b) < 0);
const lessOrEqual = test((a, b) => compareTexts(a, b) <= 0);
const greater = test((a, b) => compareTexts(a, b) > 0);
const greaterOrEqual = test((a, b) => compareTexts(a, b) >= 0);

export const textFunctions: ReadonlyMap<string, WrittenFunction> = new Map<string, WrittenFunction>([
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
  ['textcat', making((a = '', b = '') => a + b)],
  ['textlen', ofStrings((a = '') => characters(a))],
  ['lower', making((a = '') => lower(a))],
  ['upper', making((a = '') => upper(a))],
  ['textlike', like(false, false)],
  ['textnlike', like(false, true)],
  ['texticlike', like(true, false)],
  ['texticnlike', like(true, true)],
]);
