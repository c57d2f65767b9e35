/** Tells a person what went wrong: the message once, where in the SQL, and what to do about it. Never a stack trace. */
import pc from 'picocolors';
import { reasonOf, SqlError } from '../error.js';
import { printable } from './printable.js';
import { Failure, status, statusOf, type Status } from './failure.js';

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Prints the error and returns the exit status. */
export function report(error: unknown, terminal: Terminal = process.stderr): Status {
  const failure =
    error instanceof Failure
      ? error
      : new Failure(error instanceof SqlError ? statusOf(error) : status.data, asSqlError(error));
  terminal.write(describe(failure, terminal.isTTY === true));
  return failure.status;
}

/** The error as text; on a terminal with the line of the SQL and a caret under the position. */
export function describe({ error, sql }: Failure, onTerminal: boolean): string {
  const colors = pc.createColors(onTerminal && process.env['NO_COLOR'] === undefined);
  const { position } = error;
  const pointed = position !== undefined && sql !== undefined && onTerminal;
  const lines = [
    `${colors.bold(colors.red('quern:'))} ${printable(error.message)}${position !== undefined && !pointed ? ` at position ${position}` : ''}`,
  ];
  if (pointed) lines.push(...caret(sql, position));
  if (error.detail !== undefined) lines.push(`${colors.bold('detail:')} ${printable(error.detail)}`);
  if (error.hint !== undefined) lines.push(`${colors.bold('hint:')} ${printable(error.hint, '\n')}`);
  return `${lines.join('\n')}\n`;
}

/** At most so much of a line is shown on each side of the position. */
const shownCharacters = 60;

/** The line that holds the position (in characters, from 1) and a caret under it. */
export function caret(sql: string, position: number): [string, string] {
  const characters = [...sql];
  const at = Math.min(position - 1, characters.length);
  const start = characters.lastIndexOf('\n', at - 1) + 1;
  const following = characters.indexOf('\n', at);
  const end = following < 0 ? characters.length : following;
  const from = Math.max(start, at - shownCharacters);
  const to = Math.min(end, at + shownCharacters);
  const before = from > start ? '…' : '';
  // A tab takes as much room above as below.
  const indent = characters
    .slice(from, at)
    .map((character) => (character === '\t' ? '\t' : ' '.repeat([...printable(character)].length)))
    .join('');
  return [
    `  ${before}${printable(characters.slice(from, to).join(''), '\t')}${to < end ? '…' : ''}`,
    `  ${before && ' '}${indent}^`,
  ];
}

/** Anything but an SqlError is a mistake of ours, or of the machine. */
function asSqlError(error: unknown): SqlError {
  const message = reasonOf(error);
  return new SqlError('XX000', `internal error: ${message}`, {
    hint: 'Please report this, with the command that you ran.',
  });
}
