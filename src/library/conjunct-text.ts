/**
 * The SQL of each conjunct, cut from the text that the predicate was written in: the text is divided at the ANDs that join conditions, and a
 * conjunct is in the smallest part that holds all of its nodes. A part that has become several conjuncts, as BETWEEN does, is shared among them.
 */
import { childrenOf } from '../sql/children.js';
import type { Expr } from '../sql/expression.js';
import { scan, type Word } from '../sql/parse/scan.js';

/** A condition in the text, in UTF-16 units, without parentheses around it; and the conditions that AND joins in it. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly Part[];
}

/**
 * A text for each conjunct of the predicate `sql`, in the order given: `a > 1`, or `a BETWEEN 1 AND 2 (1 of 2)` where a text has become two
 * conjuncts, or `conjunct 3` when nothing of it was written by the user.
 */
export function conjunctTexts(sql: string, conjuncts: readonly Expr[]): string[] {
  const whole = partOf(sql, [...scan(sql)].filter(isBracket), 0, sql.length);
  const unitOf = unitsOfBytes(sql);
  const parts = conjuncts.map((conjunct) => smallest(whole, locationsIn(conjunct).map(unitOf)));
  const seen = new Map<Part, number>();
  return parts.map((part, i) => {
    if (part === undefined) return `conjunct ${i + 1}`;
    const text = sql.slice(part.from, part.to);
    const all = parts.filter((other) => other === part).length;
    const nth = (seen.get(part) ?? 0) + 1;
    seen.set(part, nth);
    return all === 1 ? text : `${text} (${nth} of ${all})`;
  });
}

/** What a word does to the nesting, and the words that join. */
const nesting: Readonly<Record<string, number>> = {
  '(': 1,
  '[': 1,
  case: 1,
  ')': -1,
  ']': -1,
  end: -1,
  and: 0,
  or: 0,
  between: 0,
};
const wordOf = ({ text }: Word): string => text.toLowerCase();
const isBracket = (word: Word): boolean => Object.hasOwn(nesting, wordOf(word));
const depthOf = (word: Word): number => nesting[wordOf(word)] ?? 0;

/** The condition between two places; `words` are the brackets and joining words between them. */
function partOf(sql: string, words: readonly Word[], start: number, end: number): Part {
  const written = sql.slice(start, end);
  const from = end - written.trimStart().length;
  const to = start + written.trimEnd().length;
  if (isEnclosed(words, from, to)) return partOf(sql, words.slice(1, -1), from + 1, to - 1);
  const parts: Part[] = [];
  let [at, first] = [from, 0];
  for (const index of joints(words)) {
    const joint = words[index]?.start ?? to;
    parts.push(partOf(sql, words.slice(first, index), at, joint));
    [at, first] = [joint + 'and'.length, index + 1];
  }
  if (parts.length > 0) parts.push(partOf(sql, words.slice(first), at, to));
  return { from, to, parts };
}

/** The first character is a parenthesis, and the last one closes it. */
function isEnclosed(words: readonly Word[], from: number, to: number): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (first?.text !== '(' || last?.text !== ')' || first.start !== from || last.start !== to - 1) return false;
  let depth = 0;
  return words.every((word, i) => {
    depth += depthOf(word);
    return depth > 0 || i === words.length - 1;
  });
}

/** Which words are the ANDs that join conditions: outside of all brackets, not BETWEEN's, and none where an OR binds less. */
function joints(words: readonly Word[]): number[] {
  const found: number[] = [];
  let depth = 0;
  let betweens = 0;
  for (const [index, word] of words.entries()) {
    depth += depthOf(word);
    if (depth > 0) continue;
    const text = wordOf(word);
    if (text === 'or') return [];
    if (text === 'between') betweens++;
    else if (text === 'and' && betweens > 0) betweens--;
    else if (text === 'and') found.push(index);
  }
  return found;
}

/** The smallest part that holds all of the places; none when there are none. */
function smallest(whole: Part, places: readonly number[]): Part | undefined {
  if (places.length === 0) return undefined;
  const holds = ({ from, to }: Part): boolean => places.every((place) => place >= from && place < to);
  let found = whole;
  for (let inner = found.parts.find(holds); inner !== undefined; inner = found.parts.find(holds)) found = inner;
  return found;
}

/** The bytes at which the nodes of an expression were written. */
function locationsIn(expr: Expr): number[] {
  const found: number[] = [];
  const todo: Expr[] = [expr];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.location >= 0) found.push(next.location);
    for (const child of childrenOf(next)) todo.push(child);
  }
  return found;
}

/** From the parser's bytes of UTF-8 to UTF-16 units. */
function unitsOfBytes(text: string): (byte: number) => number {
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let i = 0; i < bytes; i++) units.push(unit);
    unit += character.length;
  }
  return (byte) => units[byte] ?? unit;
}
