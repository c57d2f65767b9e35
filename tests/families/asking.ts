/** Expressions asked of PostgreSQL and of quern: each gives the text of a value, null, or an error as `22003 out of range`. */
import type { PGlite } from '@electric-sql/pglite';
import type { SessionSettings } from '../../src/arena/settings.js';
import { startPGlite } from '../pglite.js';
import { SqlError } from '../../src/error.js';
import { expression } from '../../src/index.js';

/** The text of a value, null, or an error. */
export type Answer = string | null;

/** A PostgreSQL that evaluates thousands of expressions in one query. */
export class Oracle {
  readonly #db: PGlite;

  private constructor(db: PGlite) {
    this.#db = db;
  }

  /** `setup` is run first, such as CREATE TYPE. */
  static async start(setup = ''): Promise<Oracle> {
    const db = await startPGlite();
    await db.exec(`set timezone = 'UTC'; ${setup}; create function attempt(expression text) returns text language plpgsql as $$
      declare result text;
      begin
        execute 'select format(''%s'', v) from (select ' || expression || ') as t(v) where not v is null' into result;
        return result;
      exception when others then
        return sqlstate || ' ' || sqlerrm;
      end $$`);
    return new Oracle(db);
  }

  /** Makes the settings those of the session. */
  async set({ timeZone = 'UTC', dateStyle = 'ISO, MDY', intervalStyle = 'postgres' }: SessionSettings): Promise<void> {
    await this.#db.query(
      `select set_config('timezone', $1, false), set_config('datestyle', 'ISO, MDY', false), set_config('datestyle', $2, false),
         set_config('intervalstyle', $3, false)`,
      [timeZone, dateStyle, intervalStyle],
    );
  }

  async ask(expressions: readonly string[]): Promise<Answer[]> {
    const sql = 'select attempt(e) r from unnest($1::text[]) with ordinality as t(e, n) order by n';
    const { rows } = await this.#db.query<{ r: string | null }>(sql, [expressions]);
    return rows.map(({ r }) => r);
  }

  close(): Promise<void> {
    return this.#db.close();
  }
}

/** What quern answers; columns are given with their types, and a row with their texts. */
export async function quern(
  sql: string,
  schema: string | Readonly<Record<string, string>> = {},
  row: Readonly<Record<string, Answer>> = {},
  settings: SessionSettings = {},
): Promise<Answer> {
  try {
    const compiled = await expression(sql, { schema, ...settings });
    try {
      return compiled.evaluateText(row);
    } finally {
      compiled.free();
    }
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message}`;
    throw error;
  }
}

/** What a message quotes is cut in quern when it is long. */
function asGiven(answer: Answer): Answer {
  const [, code, message] = /^([0-9A-Z]{5}) (.*)$/s.exec(answer ?? '') ?? [];
  return code === undefined || message === undefined ? answer : `${code} ${new SqlError(code, message).message}`;
}

/** The expressions to which the two give different answers; the settings must be those of the oracle's session. */
export async function differences(
  oracle: Oracle,
  expressions: readonly string[],
  settings: SessionSettings = {},
): Promise<string[]> {
  const expected = await oracle.ask(expressions);
  const wrong: string[] = [];
  for (const [i, sql] of expressions.entries()) {
    const given = await quern(sql, {}, {}, settings);
    const wanted = asGiven(expected[i] ?? null);
    if (given !== wanted) wrong.push(`${sql} is\n  ${wanted}, not\n  ${given}`);
  }
  return wrong;
}

/** A text as an SQL literal. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
