/**
 * The tokens of an SQL text, roughly as PostgreSQL's scanner (parser/scan.l) cuts them: enough to look at a text before its parser does, in one pass
 * without recursion.
 */
export type TokenKind =
  | 'space'
  | 'line comment'
  | 'comment'
  | 'unclosed comment'
  | 'string'
  | 'quoted name'
  | 'parameter'
  | 'number'
  | 'word'
  | 'operator'
  | 'other';

/** A token, from `start` to before `end`, in UTF-16 units. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** A token that is neither white space, nor a comment, nor quoted. */
export interface Word {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
}

/** One group a kind; what no group takes is a single character. A parameter takes the junk after it (`$1abc`) with it. */
const pattern = new RegExp(
  [
    String.raw`([ \t\n\r\f\v]+)`,
    String.raw`(--[^\n\r]*)`,
    String.raw`(\/\*)`,
    String.raw`([eE]'(?:[^'\\]|\\[\s\S]|'')*'|(?:[uU]&)?'[^']*')`,
    '((?:[uU]&)?"(?:[^"]|"")*")',
    String.raw`(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)`,
    String.raw`(\$\d+(?:[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)?)`,
    String.raw`((?:\d|\.\d)[\w.\u0080-\uffff]*)`,
    String.raw`([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    '(::|(?:(?!--|/\\*)[-+*/<>=~!@#%^&|`?])+)',
  ].join('|'),
  'gy',
);
const kinds: readonly TokenKind[] = [
  'space',
  'line comment',
  'comment',
  'string',
  'quoted name',
  'string',
  'parameter',
  'number',
  'word',
  'operator',
];
const dollarQuote = 5;

/** All tokens from a place on. */
export function* tokens(text: string, from = 0): Generator<Token> {
  let start = from;
  while (start < text.length) {
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    const group = match === null ? -1 : match.findIndex((part, index) => index > 0 && part !== undefined) - 1;
    let kind = kinds[group] ?? 'other';
    let end = match === null ? start + 1 : pattern.lastIndex;
    if (kind === 'comment') {
      const closed = endOfComment(text, end);
      if (closed === undefined) kind = 'unclosed comment';
      end = closed ?? text.length;
    } else if (group === dollarQuote) end = endOfDollarQuote(text, match?.[0] ?? '', end);
    yield { kind, start, end };
    start = end;
  }
}

const notWords: ReadonlySet<TokenKind> = new Set([
  'space',
  'line comment',
  'comment',
  'unclosed comment',
  'string',
  'quoted name',
]);

/** The words, numbers, parameters, operators and other characters. */
export function* scan(text: string): Generator<Word> {
  for (const { kind, start, end } of tokens(text))
    if (!notWords.has(kind)) yield { text: text.slice(start, end), start };
}

/** Comments nest. */
function endOfComment(text: string, from: number): number | undefined {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 1;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return undefined;
}

function endOfDollarQuote(text: string, quote: string, from: number): number {
  const end = text.indexOf(quote, from);
  return end < 0 ? text.length : end + quote.length;
}
