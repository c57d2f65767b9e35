/**
 * The words of an SQL text, roughly: enough to look at a text before PostgreSQL's parser does, in one pass without recursion. Comments,
 * white space and what is quoted are skipped.
 */
export interface Word {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
}

/** White space, comments, quoted texts and names, dollar quotes, words and numbers, operators, then single characters. */
const token =
  /\s+|--[^\n\r]*|\/\*|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'[^']*'|"[^"]*"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\w\u0080-\uffff$.]+|::|[-+*/<>=~!@#%^&|`?]+|[\s\S]/gy;

export function* scan(text: string): Generator<Word> {
  let from = 0;
  while (from < text.length) {
    token.lastIndex = from;
    const [found] = token.exec(text) ?? [''];
    const start = from;
    from += found.length || 1;
    if (found === '/*') from = endOfComment(text, from);
    else if (/^\$.*\$$/.test(found)) from = endOfDollarQuote(text, found, from);
    else if (!/^(\s|--|[eE]?'|")/.test(found)) yield { text: found, start };
  }
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
