/** Compares PostgreSQL and quern on one random case of the catalog. */
import type { Arena } from '../../src/arena/arena.js';
import { formatType } from '../../src/catalog/catalog.js';
import { parseValue } from '../../src/functions/text-value.js';
import { SqlError } from '../../src/error.js';
import { freeTable, tableOf, type Row } from '../engines/table.js';
import type { Outcome } from '../engines/outcome.js';
import type { Case } from '../random/catalog/expression.js';
import { print } from '../random/tree.js';
import { asText, verdict, type Engines } from './compile.js';
import { asServer, knownDifference } from './known-differences.js';
import { shown, type ExpressionOracle, type Told } from './expression-oracle.js';

export interface Compared {
  /** The message of a 0A000. */
  readonly refusal?: string;
  readonly difference?: {
    /** Differences of one kind are likely to have one cause. */
    readonly kind: string;
    readonly text: string;
    /** A line of found.jsonl. */
    readonly line: string;
  };
}

/** What a message quotes is cut in quern when it is long. */
function asGiven(outcome: Outcome): Outcome {
  const [, code, message] = /^! ([0-9A-Z]{5}) (.*)$/s.exec(outcome) ?? [];
  return code === undefined || message === undefined ? outcome : `! ${code} ${new SqlError(code, message).message}`;
}

/** What PostgreSQL says of one row when no other comes before it: with the parameters as columns, and as parameters. */
async function toldAlone(oracle: ExpressionOracle, sql: string, { columns, params }: Case, row: number) {
  const ofRow = columns.map(({ type, texts }) => ({ type, texts: [texts[row] ?? null] }));
  const asked = { sql, columns: ofRow, params, rows: 1 };
  const [told] = await oracle.ask([asked]);
  return [told?.outcomes[0] ?? '', await oracle.askPrepared(asked)].map((outcome) => asGiven(asServer(outcome)));
}

/** Compares; `told` is what PostgreSQL said, if it has been asked already. */
export async function caseDifference(
  each: Case,
  oracle: ExpressionOracle,
  arena: Arena,
  engines: Engines,
  told?: Told,
): Promise<Compared> {
  const { tree, columns, params, rows } = each;
  const sql = print(tree);
  const theirs = told ?? (await oracle.ask([{ sql, columns, params, rows }]))[0];
  if (theirs === undefined) throw new RangeError('PostgreSQL said nothing');
  const schema = columns.map(({ type }, i) => ({ name: `c${i}`, type, notNull: false }));
  const value = (type: Case['columns'][number]['type'], text: string | null | undefined) =>
    text === null || text === undefined ? null : parseValue(arena, type, text);
  let read: Row[];
  let given: Row;
  try {
    read = Array.from({ length: rows }, (_, row) => columns.map(({ type, texts }) => value(type, texts[row])));
    given = params.map(({ type, texts }) => value(type, texts[0]));
  } catch (error) {
    // A column's value of which quern has no notion; texts that it wrongly rejects are found as literals.
    if (error instanceof SqlError && error.code === '0A000') return { refusal: error.message };
    throw error;
  }
  const table = tableOf(arena, schema, read);
  try {
    const mine = await verdict('expression', sql, table, {
      engines,
      params: given,
    });
    const outcomes = asText(table, mine.type, mine.outcomes).map(shown);
    const expected = theirs.outcomes.map((outcome) => asGiven(asServer(outcome)));
    const refusal = outcomes.find((outcome, i) => outcome.startsWith('! 0A000') && outcome !== expected[i]);
    if (refusal !== undefined && mine.difference === undefined) return { refusal: refusal.slice('! 0A000 '.length) };
    const row = outcomes.findIndex(
      (outcome, i) => outcome !== expected[i] && knownDifference(expected[i] ?? '', outcome) === undefined,
    );
    const line = (at: number): string =>
      JSON.stringify({
        sql,
        schema: schema
          .map(({ name, type }) => `${name} "${type}"`)
          .filter((_, i) => sql.includes(`c${i}`))
          .join(', '),
        row: Object.fromEntries(
          columns.flatMap(({ texts }, i) => (sql.includes(`c${i}`) ? [[`c${i}`, texts[at] ?? null]] : [])),
        ),
        params: params.map(({ type, texts }) => ({ type, text: texts[0] ?? null })),
        type: theirs.type,
        outcome: theirs.outcomes[at],
      });
    if (mine.difference !== undefined) {
      const { engine, rung } = mine.difference;
      return {
        difference: {
          kind: `${engine} differs`,
          text: `${JSON.stringify(mine.difference)} rung ${rung}`,
          line: line(mine.difference.row),
        },
      };
    }
    // JSON_VALUE … ON EMPTY of a null gives in PostgreSQL what the row before it gave.
    if (row >= 0 && !(await toldAlone(oracle, sql, each, row)).includes(outcomes[row] ?? '')) {
      return {
        difference: {
          kind: kindOf(expected[row] ?? '', outcomes[row] ?? ''),
          text: `row ${row}: PostgreSQL: ${expected[row]}   quern: ${outcomes[row]}`,
          line: line(row),
        },
      };
    }
    // What takes too much memory before a row is met has no type.
    const none = outcomes.every((outcome) => outcome.startsWith('! 53200'));
    if (theirs.type !== null && !none && theirs.type !== formatType(mine.type)) {
      return {
        difference: { kind: 'type', text: `PostgreSQL: ${theirs.type}   quern: ${mine.sqlType}`, line: line(0) },
      };
    }
    return {};
  } finally {
    freeTable(table);
  }
}

const kindOf = (expected: Outcome, given: Outcome): string =>
  [expected, given].map((outcome) => (outcome.startsWith('!') ? outcome.slice(0, 7) : outcome.slice(0, 1))).join(' ');
