/**
 * Where libpg-query takes a parameter that PostgreSQL's parser does not: its grammar lets `$1` stand for a quoted literal after a type's name
 * (`date $1`), and its scanner lets `$1abc` pass.
 */
import { SqlError } from '../../error.js';
import { unblankedPosition } from './comments.js';
import type { ParserComplaint } from './parser-instance.js';
import { spanAt, spanOf, utf8Length } from './position.js';
import { tokens, type Token } from './scan.js';
import type { ParseResult } from 'libpg-query';

type Parse = (text: string) => ParseResult | ParserComplaint;

/** The first error at a parameter of which the parser says nothing. It takes the text as `blanked`, and counts `prefix` characters before it. */
export function parameterError(text: string, blanked: string, prefix: number, parse: Parse): SqlError | undefined {
  if (!/\$\d/.test(text)) return undefined;
  const errors = [junk(text), misplaced(text, blanked, prefix, parse)].filter((error) => error !== undefined);
  return errors.sort((a, b) => (a.position ?? 0) - (b.position ?? 0))[0];
}

/** scan.l, param_junk. */
function junk(text: string): SqlError | undefined {
  for (const { kind, start, end } of tokens(text)) {
    const written = text.slice(start, end);
    if (kind === 'parameter' && !/^\$\d+$/.test(written))
      return new SqlError(
        '42601',
        `trailing junk after parameter at or near "${written}"`,
        spanAt(text, utf8Length(text.slice(0, start))),
      );
  }
  return undefined;
}

/** Words after which a parameter is right. Others only make it worth looking: after `x AT TIME ZONE` it is right, too. */
const before = new Set(
  `and or not in is like ilike similar between symmetric case when then else select from where any all some escape distinct values limit offset by
  having on returning`.split(/\s+/),
);

/** A parameter after a type's name: a number in its place is a syntax error at the same place. */
function misplaced(text: string, blanked: string, prefix: number, parse: Parse): SqlError | undefined {
  let numbered = '';
  let copied = 0;
  let suspicious = false;
  let last: Token | undefined;
  for (const token of tokens(blanked)) {
    if (token.kind === 'space' || token.kind === 'comment') continue;
    if (token.kind === 'parameter') {
      suspicious ||= last !== undefined && mayNameType(blanked.slice(last.start, last.end), last);
      numbered += `${blanked.slice(copied, token.start)}0`;
      copied = token.start + 1;
    }
    last = token;
  }
  if (!suspicious) return undefined;
  numbered += blanked.slice(copied);
  const result = parse(numbered);
  if (!('cursor' in result)) return undefined;
  const [, digits] = /^syntax error at or near "(0\d+)"$/.exec(result.message) ?? [];
  const { position, end } = spanOf(text, unblankedPosition(text, blanked, result.cursor - prefix));
  if (digits === undefined || position === undefined || end === undefined) return undefined;
  const written = [...text].slice(position - 1, end - 1).join('');
  if (written !== `$${digits.slice(1)}`) return undefined;
  return new SqlError('42601', `syntax error at or near "${written}"`, { position, end });
}

const mayNameType = (written: string, { kind }: Token): boolean =>
  kind === 'word' ? !before.has(written.toLowerCase()) : kind === 'quoted name' || written === ')';
