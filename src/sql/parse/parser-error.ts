/** What the parser complains of, as the error that PostgreSQL would report of the user's text: libpg-query gives neither SQLSTATE nor hint. */
import type { ParseResult } from 'libpg-query';
import { SqlError } from '../../error.js';
import type { ParserComplaint } from './parser-instance.js';

export const isComplaint = (result: ParseResult | ParserComplaint): result is ParserComplaint => 'cursor' in result;

/** The error in terms of the user's text of `length` characters, which was parsed after `before` others. */
export function parserError({ message, routine, cursor }: ParserComplaint, before: number, length: number): SqlError {
  const position = cursor - before;
  if (position > length) return new SqlError('42601', 'syntax error at end of input', { position: length + 1 });
  const [code, hint] = codeOf(message, routine);
  return new SqlError(code, message, { position: cursor > 0 ? Math.max(position, 1) : undefined, hint });
}

/** Nearly all are syntax errors (parser/gram.y, scan.l, parser.c). */
function codeOf(message: string, routine: string): readonly [code: string, hint?: string] {
  if (message === 'invalid Unicode escape') {
    return routine === 'str_udeescape'
      ? ['42601', 'Unicode escapes must be \\XXXX or \\+XXXXXX.']
      : ['22025', 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.'];
  }
  if (/not (yet )?(implemented|supported)/.test(message)) return ['0A000'];
  if (message.startsWith('memory exhausted')) return ['54001'];
  if (message.startsWith('invalid byte sequence')) return ['22021'];
  if (message.startsWith('unsafe use of'))
    return ['22P06', "Use '' to write quotes in strings. \\' is insecure in client-only encodings."];
  if (message.startsWith('precision for type float')) return ['22023'];
  return ['42601'];
}
