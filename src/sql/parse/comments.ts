/**
 * Comments that PostgreSQL's scanner would take long over: at each `/*` it reads all operator characters that follow and gives them back, so that many
 * comments without a space between them take quadratic time. They are blanked out first; every character stays in its place.
 */
import { SqlError } from '../../error.js';
import { characterCount } from './position.js';

/** Many operator characters in a row, which only comments have. */
const crowded = /[-+*/<>=~!@#%^&|`?]{64}/;

/** A comment's start, or what may contain one that is none: quoted texts and names, dollar quotes; words, after which a `$` is part of the word. */
const token =
  /--[^\n\r]*|\/\*|[eE]'(?:[^'\\]|\\[\s\S]|'')*'?|'[^']*'?|"[^"]*"?|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|[\w\u0080-\uffff][\w$\u0080-\uffff]*|[\s\S]/gy;

/** The text with blanks for comments, if there are such comments. Raises 42601 for one that does not end. */
export function withoutCrowdedComments(text: string): string {
  if (!crowded.test(text) || !text.includes('/*')) return text;
  const kept: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const [found] = token.exec(text) ?? [];
    if (found === undefined) break;
    if (found === '/*') {
      token.lastIndex = endOfComment(text, at);
      kept.push(' '.repeat(token.lastIndex - at));
    } else if (/^\$.*\$$/.test(found)) {
      const end = text.indexOf(found, at + found.length);
      token.lastIndex = end < 0 ? text.length : end + found.length;
      kept.push(text.slice(at, token.lastIndex));
    } else kept.push(found);
  }
  return kept.join('');
}

/** Comments nest. */
function endOfComment(text: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  throw new SqlError('42601', `unterminated /* comment at or near "${text.slice(start)}"`, {
    position: characterCount(text.slice(0, start)) + 1,
  });
}
