/**
 * Text → parse tree, by PostgreSQL's own parser. The text must be one expression and nothing else: it is parsed as the end
 * of a statement, so that comments and errors are PostgreSQL's, and what follows an expression there is refused.
 */
import type { Node, ParseResult, SelectStmt } from 'libpg-query';
import { SqlError } from '../../error.js';
import { nestingBound } from './nesting.js';
import { blankComments } from './comments.js';
import { parameterError } from './parameters.js';
import { parseText, type ParserComplaint } from './parser-instance.js';
import { endOfInput, isComplaint, parserError } from './parser-error.js';

/** How deep an expression may nest unless told otherwise; PostgreSQL's parser stands twice as much. */
export const DEFAULT_MAX_DEPTH = 1200;
/** How many UTF-16 units a text may have. */
export const MAX_TEXT_LENGTH = 4_000_000;

const prefix = 'SELECT WHERE ';
/** What may follow the expression in a WHERE is a syntax error in here. */
const closed = { prefix: 'SELECT CASE WHEN ', suffix: '\n THEN 1 END' };

export interface ParsedExpression {
  readonly node: Node;
  /** Subtracted from a node's location, it gives the byte in the text. */
  readonly offset: number;
}

/** Parses one expression. Raises 42601 with the position, or 54001 when it nests too deep. */
export function parseExpression(text: string, maxDepth: number = DEFAULT_MAX_DEPTH): ParsedExpression {
  // A second statement must not be what is complained of.
  if (text.includes(';')) parseGuarded(closed.prefix, text, closed.suffix, maxDepth);
  const select = onlySelect(parseGuarded(prefix, text, '', maxDepth));
  if (select?.whereClause !== undefined) return { node: select.whereClause, offset: prefix.length };
  // It parsed, but not as one expression: in here the same text fails at the word that is too much.
  parseGuarded(closed.prefix, text, closed.suffix, maxDepth);
  throw endOfInput(text);
}

/** The SELECT when it has nothing but a WHERE. */
function onlySelect(result: ParseResult): SelectStmt | undefined {
  const [first, ...rest] = result.stmts ?? [];
  if (first?.stmt === undefined || rest.length > 0 || first.stmt_len !== undefined || !('SelectStmt' in first.stmt))
    return undefined;
  const { whereClause, limitOption, op, ...others } = first.stmt.SelectStmt;
  return Object.keys(others).length === 0 ? first.stmt.SelectStmt : undefined;
}

/** Parses a list of column definitions as a table would have them. */
export function parseColumnDefinitions(text: string): { readonly elements: readonly Node[]; readonly offset: number } {
  const before = 'CREATE TABLE t (';
  const result = parseGuarded(before, text, '\n)', DEFAULT_MAX_DEPTH);
  const [first, ...rest] = result.stmts ?? [];
  const statement = first?.stmt;
  if (
    statement === undefined ||
    rest.length > 0 ||
    !('CreateStmt' in statement) ||
    Object.keys(statement.CreateStmt).some((key) => !['relation', 'tableElts', 'oncommit'].includes(key))
  ) {
    throw new SqlError('42601', 'a schema is a list of columns, each a name and a type');
  }
  return { elements: statement.CreateStmt.tableElts ?? [], offset: before.length };
}

/** Parses one statement. Raises 42601. */
export function parseStatement(text: string): Node {
  const [first, ...rest] = parseGuarded('', text, '', DEFAULT_MAX_DEPTH).stmts ?? [];
  if (first?.stmt === undefined || rest.length > 0) throw new SqlError('42601', 'one statement is expected');
  return first.stmt;
}

function parseGuarded(before: string, text: string, after: string, maxDepth: number): ParseResult {
  if (text.length > MAX_TEXT_LENGTH)
    throw new SqlError('54000', `an expression may have at most ${MAX_TEXT_LENGTH} characters`);
  if (text.includes('\0')) throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
  if (/\p{Surrogate}/u.test(text))
    throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": a lone surrogate');
  if (nestingBound(text) > maxDepth) {
    throw new SqlError('54001', 'stack depth limit exceeded', { hint: `Expressions may nest ${maxDepth} deep.` });
  }
  const blanked = blankComments(text);
  const parse = (sql: string): ParseResult | ParserComplaint => parseText(`${before}${sql}${after}`);
  const result = parse(blanked);
  const complaint = isComplaint(result) ? parserError(result, before.length, text, blanked) : undefined;
  const misplaced = parameterError(text, blanked, before.length, parse);
  if (misplaced && (complaint?.position === undefined || (misplaced.position ?? 0) <= complaint.position))
    throw misplaced;
  if (isComplaint(result)) throw complaint ?? new SqlError('42601', result.message);
  return result;
}
