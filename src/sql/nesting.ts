/**
 * How deep the parse tree of a text can be, from its words alone, so that a text that would overflow a stack is refused
 * before PostgreSQL's parser sees it. An upper bound: everything that could nest counts, and only AND, OR and commas,
 * whose lists the grammar flattens, begin anew.
 */

/** Comments, quoted texts and names, dollar quotes, words, numbers, then single characters. */
const token = /\s+|--[^\n\r]*|\/\*|[eE]'(?:[^'\\]|\\[^]|'')*'|'[^']*'|"[^"]*"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\w\u0080-\uffff$.]+|::|[-+*/<>=~!@#%^&|`?]+|[^]/gy;

const flat = new Set(['and', 'or', ',', 'when', 'then', 'else']);
const opens = new Set(['(', '[', 'case']);
const closes = new Set([')', ']', 'end']);
/** Words that make the tree deeper without an operator. */
const deepening = new Set(['not', 'is', 'isnull', 'notnull', 'in', 'like', 'ilike', 'between', 'similar', 'collate', 'at', 'operator', 'any', 'all', 'some', 'select', 'union', 'intersect', 'except', 'join']);

/** A list that is being read: how deep its present term can be, and the BETWEENs that still wait for their AND. */
interface Open { here: number; betweens: number }

export function nestingBound(text: string): number {
  const outer: Open[] = [];
  let list: Open = { here: 0, betweens: 0 };
  let sum = 0;
  let deepest = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const word = match[0].toLowerCase();
    if (word === '/*') token.lastIndex = endOfComment(text, token.lastIndex);
    else if (word.startsWith('$') && word.endsWith('$')) token.lastIndex = endOfDollarQuote(text, match[0], token.lastIndex);
    else if (word === 'and' && list.betweens > 0) list.betweens--;
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
  if (!/^[-:+*/<>=~!@#%^&|`?]/.test(word) || word.startsWith('--')) return 0;
  return word === '::' ? 1 : word.length;
}

/** Comments nest. */
function endOfComment(text: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 1;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

function endOfDollarQuote(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end + quote.length;
}
