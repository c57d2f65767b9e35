/** A question put to PostgreSQL: the rows are inserted, the predicate is asked of each, and the plan is explained. It knows any database that runs statements. */
import type { Failure, SessionTexts } from '../worker/protocol.js';
import type { RowResult } from '../worker/results.js';
import type { TextRow } from '../worker/rows.js';

/** What runs statements, and raises PostgreSQL's errors; `PGlite` is one. */
export interface Database {
  exec(sql: string): Promise<readonly { readonly rows: readonly object[] }[]>;
}

export interface AskArgument {
  /** Statements that make the table `t`. */
  readonly table: readonly string[];
  readonly rows: readonly TextRow[];
  readonly sql: string;
  /** The parameters' values as texts, `$1` first. */
  readonly params: readonly (string | null)[];
  /** The settings of the session, but for the clock, which PostgreSQL does not let set. */
  readonly session: SessionTexts;
}

export interface Asked {
  /** `PostgreSQL 18.6 …`. */
  readonly version: string;
  /** The answer to each row, or why there is none to any. */
  readonly answers: readonly RowResult[] | Failure;
  /** The plan's lines, or why there is none. */
  readonly plan: readonly string[] | Failure;
}

const literal = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);
const valuesOf = (row: TextRow): string => `(${row.map(literal).join(', ')})`;

/** Asks. Everything happens in a schema of its own, which is dropped before the next question. */
export async function ask(database: Database, { table, rows, sql, params, session }: AskArgument): Promise<Asked> {
  const first = async (statement: string): Promise<readonly object[]> =>
    (await database.exec(statement)).at(-1)?.rows ?? [];
  const { timeZone, dateStyle, intervalStyle } = session;
  const settings = Object.entries({
    timezone: timeZone === '' ? 'UTC' : timeZone,
    datestyle: dateStyle === '' ? 'ISO, MDY' : dateStyle,
    intervalstyle: intervalStyle === '' ? 'postgres' : intervalStyle,
  });
  await database.exec(
    `DEALLOCATE ALL; DROP SCHEMA IF EXISTS asked CASCADE; CREATE SCHEMA asked; SET search_path = asked; ${settings.map(([name, value]) => `SET ${name} = ${literal(value)}`).join('; ')}`,
  );
  const [told] = await first('SELECT version() AS text');
  const version = /^PostgreSQL \S+/.exec(textIn(told))?.[0] ?? 'PostgreSQL';
  for (const statement of table) await database.exec(statement);
  const refused = await insert(database, rows);
  const predicate = `(\n${sql}\n)`;
  const execute = (name: string, more: readonly string[] = []): string => {
    const values = [...params.map(literal), ...more];
    return `EXECUTE ${name}${values.length === 0 ? '' : `(${values.join(', ')})`}`;
  };
  try {
    const answer = `CASE WHEN ${predicate} IS TRUE THEN 1 WHEN ${predicate} IS NULL THEN -1 ELSE 0 END AS answer`;
    await database.exec(`PREPARE every_row AS SELECT ${answer} FROM t ORDER BY ctid`);
    await database.exec(`PREPARE one_row AS SELECT ${answer} FROM t WHERE ctid = $${params.length + 1}`);
    await database.exec(`PREPARE selected AS SELECT * FROM t WHERE ${predicate}`);
  } catch (error) {
    return { version, answers: failureOf(error), plan: failureOf(error) };
  }
  const found = await first(execute('every_row')).then(
    (list) => list.map(answerIn),
    () => oneByOne(first, (ctid) => execute('one_row', [literal(ctid)])),
  );
  // The table has only the rows that it took; the others have their errors already.
  const answers = rows.map((_, row): RowResult => refused.get(row) ?? found.shift() ?? null);
  const plan = await first(`EXPLAIN (VERBOSE, COSTS OFF) ${execute('selected')}`).then(
    (list) => list.map(textIn),
    (error: unknown) => failureOf(error),
  );
  return { version, answers, plan };
}

/** Inserts the rows, together if that goes well, and gives the errors of those that the table does not take, by their places. */
async function insert(database: Database, rows: readonly TextRow[]): Promise<ReadonlyMap<number, Failure>> {
  const refused = new Map<number, Failure>();
  if (rows.length === 0) return refused;
  try {
    await database.exec(`INSERT INTO t VALUES ${rows.map(valuesOf).join(', ')}`);
  } catch {
    for (const [row, values] of rows.entries()) {
      await database.exec(`INSERT INTO t VALUES ${valuesOf(values)}`).catch((error: unknown) => {
        refused.set(row, failureOf(error));
      });
    }
  }
  return refused;
}

/** The rows' answers when one of them raises an error: each is asked about by itself. */
async function oneByOne(
  first: (statement: string) => Promise<readonly object[]>,
  statementFor: (ctid: string) => string,
): Promise<RowResult[]> {
  const places = (await first('SELECT ctid::text AS text FROM t ORDER BY ctid')).map(textIn);
  const answers: RowResult[] = [];
  for (const ctid of places)
    answers.push(
      await first(statementFor(ctid)).then(
        ([row]) => answerIn(row ?? {}),
        (error: unknown) => failureOf(error),
      ),
    );
  return answers;
}

/** The one column of a row as text. */
const textIn = (row: object | undefined): string => String(Object.values(row ?? {})[0] ?? '');
const answerIn = (row: object): boolean | null => {
  const answer = Number(Object.values(row)[0]);
  return answer < 0 ? null : answer === 1;
};

/** PostgreSQL's error as plain data. */
export function failureOf(error: unknown): Failure {
  const { code, message, hint, detail } = error as Readonly<Record<'code' | 'message' | 'hint' | 'detail', unknown>>;
  return {
    code: typeof code === 'string' ? code : 'XX000',
    message: typeof message === 'string' ? message : String(error),
    ...(typeof hint === 'string' ? { hint } : {}),
    ...(typeof detail === 'string' ? { detail } : {}),
  };
}
