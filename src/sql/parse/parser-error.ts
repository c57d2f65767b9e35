/** What the parser complains of, as the error that PostgreSQL would report of the user's text: libpg-query gives neither SQLSTATE nor hint. */
import type { ParseResult } from 'libpg-query';
import { SqlError } from '../../error.js';
import { unblankedPosition } from './comments.js';
import type { ParserComplaint } from './parser-instance.js';
import { characterCount, spanOf, unitOf } from './position.js';

export const isComplaint = (result: ParseResult | ParserComplaint): result is ParserComplaint => 'cursor' in result;

const unclosed = 'unterminated /* comment at or near "';

/** The error in terms of the user's text, which was parsed after `before` other characters, as `blanked`. */
export function parserError(
  { message, routine, cursor }: ParserComplaint,
  before: number,
  text: string,
  blanked: string,
): SqlError {
  const position = unblankedPosition(text, blanked, cursor - before);
  if (position > characterCount(text)) return endOfInput(text);
  const [code, hint] = codeOf(message, routine);
  // It quotes all of the comment, which was given in part only.
  const said = message.startsWith(unclosed) ? `${unclosed}${text.slice(unitOf(text, position))}"` : message;
  return new SqlError(code, said, { ...spanOf(text, cursor > 0 ? Math.max(position, 1) : undefined), hint });
}

/** The text ends too soon. */
export const endOfInput = (text: string): SqlError =>
  new SqlError('42601', 'syntax error at end of input', spanOf(text, characterCount(text) + 1));

/** Nearly all are syntax errors (parser/gram.y, scan.l, parser.c). */
function codeOf(message: string, routine: string): readonly [code: string, hint?: string | undefined] {
  if (message === 'invalid Unicode escape') {
    return routine === 'str_udeescape'
      ? ['42601', 'Unicode escapes must be \\XXXX or \\+XXXXXX.']
      : ['22025', 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.'];
  }
  const known = codes.find(([pattern]) => pattern.test(message));
  if (known !== undefined) return [known[1], known[2]];
  if (message.startsWith('unsafe use of'))
    return ['22P06', "Use '' to write quotes in strings. \\' is insecure in client-only encodings."];
  return ['42601'];
}

/** The errors that are none of syntax, by their messages; the first that fits counts. */
const codes: readonly (readonly [RegExp, code: string, hint?: string])[] = [
  [/^LIMIT #,# syntax is not supported/, '42601', 'Use separate LIMIT and OFFSET clauses.'],
  [/not (yet )?(implemented|supported)/, '0A000'],
  [/^only string constants are supported in /, '0A000'],
  [/^frame (start|end|starting) /, '42P20'],
  [/^unrecognized JSON encoding/, '22023'],
  [/^precision for type float/, '22023'],
  [/^memory exhausted/, '54001'],
  [/^invalid byte sequence/, '22021'],
];
