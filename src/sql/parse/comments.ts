/**
 * Comments become spaces before PostgreSQL's parser sees the text, byte for byte, so that all locations stay: libpg-query gives them to the grammar as
 * tokens, and the grammar does not expect one where it looks ahead (`NOT -- c` before `IN`) or continues a string on the next line.
 */
import { characterPosition, unitOf, utf8Length } from './position.js';
import { tokens, type Token } from './scan.js';

/** The text without its comments. One that stands between two strings stays, because it keeps them from being one. */
export function blankComments(text: string): string {
  if (!text.includes('--') && !text.includes('/*')) return text;
  let blanked = '';
  let before: Token | undefined;
  // Comments of the form /* */ after a string, with what follows them up to now: the next token tells whether they may go.
  let pending = '';
  const settle = (next: string): void => {
    blanked += next.startsWith("'") ? pending : blank(pending);
    pending = '';
  };
  for (const token of tokens(text)) {
    const written = text.slice(token.start, token.end);
    if (token.kind === 'line comment') {
      if (pending === '') blanked += blank(written);
      else pending += blank(written);
    } else if (token.kind === 'unclosed comment') {
      settle('');
      // PostgreSQL's scanner takes time that is quadratic in the comments that begin in one that does not end.
      blanked += written.slice(0, 2) + written.slice(2).replaceAll(/[/*]/g, ' ');
    } else if (token.kind === 'comment' && before?.kind === 'string') pending += written;
    else if (token.kind === 'comment') blanked += blank(written);
    else if (token.kind === 'space' && pending !== '') pending += written;
    else {
      settle(written);
      blanked += written;
      if (token.kind !== 'space') before = token;
    }
  }
  settle('');
  return blanked;
}

/** Spaces of as many bytes; the white space stays, because lines matter between strings. */
const blank = (text: string): string => text.replace(/[^ \t\n\r\f\v]+/g, (written) => ' '.repeat(utf8Length(written)));

/** The position in the text of a character of what `blankComments` made of it; the bytes before both are the same. */
export function unblankedPosition(text: string, blanked: string, position: number): number {
  if (text === blanked) return position;
  return characterPosition(text, utf8Length(blanked.slice(0, unitOf(blanked, position)))) ?? position;
}
