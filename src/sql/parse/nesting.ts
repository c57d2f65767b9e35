/**
 * How deep the parse tree of a text can be, from its words alone, so that a text that would overflow a stack is refused
 * before PostgreSQL's parser sees it. An upper bound: everything that could nest counts, and only AND, OR and commas,
 * whose lists the grammar flattens, begin anew.
 */
import { scan } from './scan.js';

const flat = new Set(['and', 'or', ',', 'when', 'then', 'else']);
const opens = new Set(['(', '[', 'case']);
const closes = new Set([')', ']', 'end']);
/** Words that make the tree deeper without an operator. */
const deepening = new Set([
  'not',
  'is',
  'isnull',
  'notnull',
  'in',
  'like',
  'ilike',
  'between',
  'similar',
  'collate',
  'at',
  'operator',
  'any',
  'all',
  'some',
  'select',
  'union',
  'intersect',
  'except',
  'join',
]);

/** A list that is being read: how deep its present term can be, and the BETWEENs that still wait for their AND. */
interface Open {
  here: number;
  betweens: number;
}

export function nestingBound(text: string): number {
  const outer: Open[] = [];
  let list: Open = { here: 0, betweens: 0 };
  let sum = 0;
  let deepest = 0;
  for (const { text: written } of scan(text)) {
    const word = written.toLowerCase();
    if (word === 'and' && list.betweens > 0) list.betweens--;
    else if (flat.has(word)) list.here = 0;
    else if (opens.has(word)) {
      outer.push(list);
      sum += list.here + 1;
      list = { here: 0, betweens: 0 };
    } else if (closes.has(word)) {
      const before = outer.pop();
      if (before !== undefined) {
        sum -= before.here + 1;
        list = before;
        list.here++;
      }
    } else list.here += weight(word);
    if (word === 'between') list.betweens++;
    if (sum + list.here > deepest) deepest = sum + list.here;
  }
  return deepest;
}

/** How many levels a word can add; an operator may be several that were written together. */
function weight(word: string): number {
  if (deepening.has(word)) return 1;
  if (!/^[-:+*/<>=~!@#%^&|`?]/.test(word)) return 0;
  return word === '::' ? 1 : word.length;
}
